// Runs every test of test/, one file at a time: the machine may be small, and they listen to clocks.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(join(root, 'test'), { recursive: true })
  .map((each) => String(each).replaceAll('\\', '/'))
  .filter((each) => each.endsWith('.test.ts') && !each.includes('node_modules'))
  .filter((each) => wanted.length === 0 || wanted.some((part) => each.includes(part)))
  .sort()
  .map((each) => `test/${each}`);
// A test that failed may leave a client behind that goes on reconnecting: nobody waits for it.
const ends = ['--test-force-exit', '--test-timeout=120000'];
const flags = ['--import', 'tsx', '--test', '--test-concurrency=1', '--test-reporter=spec', ...ends];
const run = spawnSync(process.execPath, [...flags, ...files], { cwd: root, stdio: 'inherit' });
process.exit(run.status ?? 1);
