// The code for mini programs and apps is loaded, each with the little of its platform that loading needs.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import WebSocket from 'ws';
import { missing, startServer } from './places.mjs';

const build = fileURLToPath(new URL('../dist/build/', import.meta.url));
const timers = { setTimeout, clearTimeout, setInterval, clearInterval };
const require = createRequire(import.meta.url);

/** Answers to every name with a function that does nothing, but for what is given. */
const platform = (given) =>
  new Proxy(given, { get: (target, name) => (name in target ? target[name] : () => undefined) });

/** The sockets of mini programs, over those of Node. */
function connectSocket({ url, protocols }) {
  const socket = new WebSocket(url, protocols);
  socket.binaryType = 'arraybuffer';
  return {
    onOpen: (listener) => socket.on('open', () => listener({})),
    onMessage: (listener) => socket.on('message', (data) => listener({ data })),
    onError: (listener) => socket.on('error', (error) => listener({ errMsg: error.message })),
    onClose: (listener) => socket.on('close', (code, reason) => listener({ code, reason: `${reason}` })),
    send: ({ data, success }) => socket.send(data, () => success && success({})),
    close: () => socket.close(),
  };
}

/** What Weixin gives to a mini program. */
function weixin() {
  const system = { language: 'zh_CN', platform: 'devtools', SDKVersion: '3.0.0', safeArea: {} };
  return platform({
    canIUse: () => false,
    connectSocket,
    setStorageSync: () => undefined,
    setTabBarItem: () => undefined,
    reLaunch: () => undefined,
    showToast: ({ title }) => console.log(title),
    getStorageSync: () => '',
    getLaunchOptionsSync: () => ({}),
    getSystemInfoSync: () => system,
    getAppBaseInfo: () => system,
    getDeviceInfo: () => system,
    getWindowInfo: () => system,
  });
}

function miniProgram() {
  const loaded = { app: 0, parts: 0 };
  const context = vm.createContext({
    console,
    wx: weixin(),
    global: {},
    App: () => loaded.app++,
    Page: () => loaded.parts++,
    Component: () => loaded.parts++,
    Behavior: () => 'behavior',
    getApp: () => undefined,
    getCurrentPages: () => [],
    ...timers,
  });
  const modules = {};
  const load = (file) => {
    const path = existsSync(file) ? file : `${file}.js`;
    if (!modules[path]) {
      modules[path] = { exports: {} };
      const run = vm.runInContext(
        `(function(require,module,exports){${readFileSync(path, 'utf8')}\n})`,
        context,
      );
      run((other) => load(join(dirname(path), other)), modules[path], modules[path].exports);
    }
    return modules[path].exports;
  };
  return { load: (name) => load(join(build, 'mp-weixin', name)), loaded };
}

test('mini program: the application and all of its pages', () => {
  const { load, loaded } = miniProgram();
  load('app.js');
  assert.equal(loaded.app, 1);
  const { pages } = JSON.parse(readFileSync(join(build, 'mp-weixin/app.json'), 'utf8'));
  for (const page of pages) load(`${page}.js`);
  assert.equal(loaded.parts, pages.length);
});

test('mini program: logs in and talks over its own sockets', { skip: missing({}) }, async () => {
  const server = await startServer();
  try {
    const { load } = miniProgram();
    load('app.js');
    const { login, logout } = load('store/session.js');
    const { chatWith, sendToPeer } = load('store/peers.js');
    const address = `ws://127.0.0.1:${server.port}/rtm`;
    await login({ server: address, appId: 'a'.repeat(32), userId: 'alice', token: '' });
    await sendToPeer('alice', '你好 👋');
    await sendToPeer('bob', 'later');
    const [sent, heard] = chatWith('alice').lines;
    assert.equal(sent.state, 'received');
    assert.equal(heard.text, '你好 👋');
    assert.equal(chatWith('bob').lines[0].state, 'kept');
    await logout();
  } finally {
    await server.stop();
  }
});

/** Loads the application as the service of an app does; answers what its native module was asked. */
function app(plugin) {
  const asked = [];
  const context = vm.createContext({
    console,
    Vue: platform({ ...require('vue'), createVueApp: (root) => platform({ _component: root }) }),
    __uniConfig: {},
    uni: platform({
      requireGlobal: undefined,
      getLocale: () => 'en',
      getStorageSync: () => '',
      getSystemInfoSync: () => ({ language: 'en', platform: 'android' }),
    }),
    plus: platform({}),
    weex: { requireModule: (name) => (asked.push(name), plugin) },
    __definePage: () => undefined,
    ...timers,
  });
  vm.runInContext(readFileSync(join(build, 'app/app-service.js'), 'utf8'), context);
  return asked;
}

test('app: takes the native plugin, and gives it one callback', () => {
  const calls = [];
  const plugin = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args) =>
          calls.push([name, ...args]),
    },
  );
  assert.deepEqual(app(plugin), ['AR-RtmModule']);
  assert.equal(calls.length, 1);
  assert.equal(calls[0][0], 'setCallBack');
  assert.equal(typeof calls[0][1], 'function');
});

test('app: loads as well where the base lacks the plugin', () => {
  assert.deepEqual(app(undefined), ['AR-RtmModule']);
});
