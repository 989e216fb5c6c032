// What the three builds have written: a build that lacks something may still say that all is well.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../dist/build/', import.meta.url));
const pages = JSON.parse(readFileSync(new URL('../src/pages.json', import.meta.url), 'utf8')).pages.map(
  (each) => each.path,
);

const filesOf = (build) =>
  readdirSync(join(root, build), { recursive: true })
    .map((each) => join(root, build, each))
    .filter((each) => statSync(each).isFile());
const scriptsOf = (build) =>
  filesOf(build)
    .filter((each) => each.endsWith('.js'))
    .map((each) => readFileSync(each, 'utf8'))
    .join('\n');

// The bundles are long: a failure shows what was looked for, not where.
const has = (text, pattern) => assert.ok(pattern.test(text), `there is no ${pattern}`);
const lacks = (text, pattern) => assert.ok(!pattern.test(text), `there is ${pattern}`);

for (const build of ['h5', 'mp-weixin', 'app']) {
  test(`${build}: size, and no functions made of text`, (t) => {
    const bytes = filesOf(build).reduce((sum, each) => sum + statSync(each).size, 0);
    t.diagnostic(`${build}: ${Math.round(bytes / 1024)} KB in ${filesOf(build).length} files`);
    assert.ok(bytes > 100_000);
    if (build !== 'app') lacks(scriptsOf(build), /new Function\(/);
  });
}

test('h5: all pages, the WebSocket client, no native branch', () => {
  const scripts = scriptsOf('h5');
  for (const page of pages) assert.ok(scripts.includes(page), page);
  assert.ok(existsSync(join(root, 'h5/index.html')));
  has(scripts, /typeof WebSocket/);
  lacks(scripts, /requireNativePlugin|requireModule/);
});

test('mp-weixin: all pages, connectSocket, no native branch', () => {
  const app = JSON.parse(readFileSync(join(root, 'mp-weixin/app.json'), 'utf8'));
  assert.deepEqual(app.pages, pages);
  for (const page of pages) {
    for (const kind of ['js', 'json', 'wxml']) {
      assert.ok(existsSync(join(root, 'mp-weixin', `${page}.${kind}`)), `${page}.${kind}`);
    }
  }
  const scripts = scriptsOf('mp-weixin');
  has(scripts, /\.connectSocket\(/);
  lacks(scripts, /requireModule|requireNativePlugin\(/);
});

test('app: all pages, the native module, and the client for where it is absent', () => {
  const service = readFileSync(join(root, 'app/app-service.js'), 'utf8');
  const config = readFileSync(join(root, 'app/app-config-service.js'), 'utf8');
  for (const page of pages) assert.ok(config.includes(page), page);
  has(service, /AR-RtmModule.{0,9}weex\.requireModule\(|weex\.requireModule\(.AR-RtmModule/);
  has(service, /\.connectSocket\(/);
  const manifest = JSON.parse(readFileSync(join(root, 'app/manifest.json'), 'utf8'));
  assert.ok(manifest.plus.nativePlugins['AR-RtmModule'], 'manifest.json names the plugin');
});
