import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { skipWithoutServer, startServer } from '../support/server';
import { APP_ID } from '../support/TestUser';

const skip = skipWithoutServer();
const root = fileURLToPath(new URL('../..', import.meta.url));

test('the driver takes calls from its input and tells answers and events', { skip }, async () => {
  const server = await startServer();
  const args = ['--import', 'tsx', 'test/driver.ts', server.url];
  const driver = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: Record<string, unknown>[] = [];
  createInterface({ input: driver.stdout }).on('line', (line) => lines.push(JSON.parse(line)));
  const write = (line: object) => driver.stdin.write(JSON.stringify(line) + '\n');
  write({ call: 'createInstance', options: { appId: APP_ID }, id: 1 });
  write({ call: 'login', options: { userId: 'alice' }, id: 2 });
  write({ call: 'getSdkVersion', id: 3 });
  write({ call: 'nothing', id: 4 });
  while (!lines.some((each) => each.id === 2)) {
    await new Promise((resolve) => driver.stdout.once('data', resolve));
  }
  const ended = new Promise((resolve) => driver.once('exit', resolve));
  driver.stdin.end();
  assert.equal(await ended, 0);
  const find = (id: number) => lines.find((each) => each.id === id);
  assert.deepEqual(find(1), { id: 1, result: { code: 0, message: '' } });
  assert.deepEqual(find(2), { id: 2, result: { code: 0, message: '' } });
  assert.deepEqual(Object.keys(find(3)?.result as object).sort(), ['code', 'message', 'version']);
  assert.ok(find(4)?.error);
  assert.equal(lines.filter((each) => each.event).length, 2);
  await server.stop();
});
