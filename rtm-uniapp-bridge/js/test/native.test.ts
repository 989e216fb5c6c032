import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { RtmModule } from '../src/index.ts';
import { nativeModule } from '../src/native.ts';

const place = globalThis as { uni?: unknown };

// What the compilers of uni-app write into the code is here asked for when it runs.
function on(platform: string | undefined, uni?: unknown) {
  if (platform === undefined) delete process.env.UNI_PLATFORM;
  else process.env.UNI_PLATFORM = platform;
  place.uni = uni;
}

afterEach(() => {
  delete process.env.UNI_PLATFORM;
  delete place.uni;
});

const plugin = { login() {} };
const withPlugin = {
  requireNativePlugin: (name: string) => (name === 'AR-RtmModule' ? plugin : undefined),
};

test('finds the plugin in apps', () => {
  on('app', withPlugin);
  assert.equal(nativeModule(), plugin);
  on('app-plus', withPlugin);
  assert.equal(nativeModule(), plugin);
});

test('does not look for it elsewhere', () => {
  for (const platform of ['h5', 'mp-weixin', 'app-harmony', '', undefined]) {
    on(platform, withPlugin);
    assert.equal(nativeModule(), undefined, String(platform));
  }
});

test('answers undefined where the base lacks the plugin', () => {
  for (const nothing of [undefined, null]) {
    on('app', { requireNativePlugin: () => nothing });
    assert.equal(nativeModule(), undefined);
  }
});

test('never throws', () => {
  on('app');
  assert.equal(nativeModule(), undefined);
  on('app', {});
  assert.equal(nativeModule(), undefined);
  on('app', {
    requireNativePlugin() {
      throw new Error('not on this platform');
    },
  });
  assert.equal(nativeModule(), undefined);
});

test('outside of uni-app there may be no process at all', () => {
  const { process } = globalThis;
  try {
    delete (globalThis as { process?: unknown }).process;
    assert.equal(nativeModule(), undefined);
  } finally {
    globalThis.process = process;
  }
});

// Of @dcloudio/types, as much as there is to join.
declare global {
  interface Uni {
    requireNativePlugin(name: string): unknown;
  }
}

test('uni.requireNativePlugin has the type of the module', () => {
  const uni: Uni = { requireNativePlugin: () => plugin as unknown as RtmModule };
  const module: RtmModule = uni.requireNativePlugin('AR-RtmModule');
  const other: unknown = uni.requireNativePlugin('Other');
  assert.equal(typeof module.login, 'function');
  assert.equal(other, plugin);
});
