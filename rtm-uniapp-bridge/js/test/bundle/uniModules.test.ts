import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = `${root}/dist/uni_modules/rtmkit-rtm`;
const read = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');

test('the package for HBuilderX is complete', () => {
  execFileSync(process.execPath, ['scripts/uni-modules.mjs'], { cwd: root });
  const manifest = JSON.parse(read('package.json'));
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  assert.deepEqual([manifest.id, manifest.version], ['rtmkit-rtm', version]);
  assert.ok(manifest.keywords.length <= 5);
  assert.ok(
    manifest.engines.HBuilderX && manifest.dcloudext.type && manifest.uni_modules.platforms.client,
  );
  assert.match(
    read('changelog.md'),
    new RegExp(`^## ${version.replaceAll('.', '\\.')} \\(\\d{4}-\\d\\d-\\d\\d\\)`),
  );
  assert.equal(read('js_sdk/index.js'), readFileSync(`${root}/dist/index.js`, 'utf8'));
  for (const name of ['readme.md', 'license.md', 'js_sdk/index.d.ts', 'js_sdk/api.d.ts']) {
    assert.ok(existsSync(`${folder}/${name}`), name);
  }
});
