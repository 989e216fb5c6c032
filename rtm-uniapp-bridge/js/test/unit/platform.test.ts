import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { platformSocket } from '../../src/client/socket/platformSocket';
import { listenForWake } from '../../src/client/socket/wake';
import { FakeApp } from '../support/FakeApp';
import { settle } from '../support/FakeClock';

const globals = globalThis as unknown as Record<string, unknown>;
const names = ['uni', 'wx', 'WebSocket', 'document', 'window'];
const before = names.map((name) => globals[name]);

afterEach(() => names.forEach((name, i) => (globals[name] = before[i])));

function recorder() {
  const told: string[] = [];
  return {
    told,
    onOpen: () => told.push('open'),
    onMessage: (bytes: Uint8Array) => told.push(`message ${[...bytes]}`),
    onClose: (why: string) => told.push(why),
  };
}

class FakeSocketClass {
  static last: FakeSocketClass;
  binaryType = '';
  onopen?: (() => void) | null;
  onmessage?: ((message: { data: unknown }) => void) | null;
  onclose?: ((close: { code: number; reason: string }) => void) | null;
  sent: ArrayBuffer[] = [];
  closed = false;

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    if (url.startsWith('bad')) {
      throw new Error('not from here');
    }
    FakeSocketClass.last = this;
  }

  send(data: ArrayBuffer) {
    this.sent.push(data);
  }

  close() {
    this.closed = true;
  }
}

test('a browser uses its own class, also when there is a uni', async () => {
  globals.WebSocket = FakeSocketClass;
  globals.document = {};
  globals.uni = { connectSocket: () => assert.fail('not this one') };
  const listener = recorder();
  const socket = platformSocket('ws://x', 'rtmkit.v1', listener);
  const { last } = FakeSocketClass;
  assert.deepEqual([last.url, last.protocol, last.binaryType], ['ws://x', 'rtmkit.v1', 'arraybuffer']);
  last.onopen?.();
  last.onmessage?.({ data: new Uint8Array([1, 2]).buffer });
  socket.send(new Uint8Array([9, 8, 7]).subarray(1));
  assert.deepEqual([...new Uint8Array(last.sent[0])], [8, 7]);
  last.onclose?.({ code: 1006, reason: '' });
  assert.deepEqual(listener.told, ['open', 'message 1,2', 'closed: 1006 ']);
  assert.equal(last.onmessage, null);
});

test('a text ends the connection', () => {
  globals.WebSocket = FakeSocketClass;
  globals.document = {};
  const listener = recorder();
  platformSocket('ws://x', 'p', listener);
  FakeSocketClass.last.onmessage?.({ data: 'text' });
  assert.deepEqual(listener.told, ['the server sent a text']);
  assert.equal(FakeSocketClass.last.closed, true);
});

test('what the constructor throws is told later', async () => {
  globals.WebSocket = FakeSocketClass;
  globals.document = {};
  const listener = recorder();
  platformSocket('bad', 'p', listener);
  assert.deepEqual(listener.told, []);
  await settle();
  assert.deepEqual(listener.told, ['not from here']);
});

test('without a document uni is used, and its failures are told once', async () => {
  globals.WebSocket = FakeSocketClass;
  const listener = recorder();
  let fail: ((error: { errMsg: string }) => void) | undefined;
  const on: Record<string, (event?: object) => void> = {};
  globals.uni = {
    connectSocket(options: { fail: typeof fail }) {
      fail = options.fail;
      const listen = (name: string) => (listener: (event?: object) => void) => (on[name] = listener);
      const close = () => {
        throw new Error('not open yet');
      };
      const listeners = {
        onOpen: listen('open'),
        onMessage: listen('message'),
        onError: listen('error'),
      };
      return { ...listeners, onClose: listen('close'), close };
    },
  };
  platformSocket('ws://x', 'p', listener);
  fail?.({ errMsg: 'url not in domain list' });
  await settle();
  on.close();
  on.error({ errMsg: 'again' });
  on.open();
  assert.deepEqual(listener.told, ['url not in domain list']);
});

test('a connection that was given up and opens all the same is closed', () => {
  const on: Record<string, () => void> = {};
  let open = false;
  let closed = false;
  const listen = (name: string) => (listener: () => void) => (on[name] = listener);
  globals.WebSocket = undefined;
  globals.uni = {
    connectSocket: () => ({
      onOpen: listen('open'),
      onMessage: listen('message'),
      onError: listen('error'),
      onClose: listen('close'),
      close() {
        if (!open) throw new Error('not open yet');
        closed = true;
      },
    }),
  };
  const listener = recorder();
  platformSocket('ws://x', 'p', listener).close();
  open = true;
  on.open();
  assert.equal(closed, true);
  assert.deepEqual(listener.told, []);
});

test('WeChat has the same under its own name', async () => {
  const urls: string[] = [];
  globals.WebSocket = undefined;
  globals.wx = {
    connectSocket(options: { url: string }) {
      urls.push(options.url);
      throw new Error('enough');
    },
  };
  const listener = recorder();
  platformSocket('ws://x', 'p', listener);
  await settle();
  assert.deepEqual([urls, listener.told], [['ws://x'], ['enough']]);
});

test('a platform without sockets says so', async () => {
  globals.WebSocket = undefined;
  const listener = recorder();
  platformSocket('ws://x', 'p', listener);
  await settle();
  assert.match(listener.told[0], /neither/);
});

test('being shown and the network wake the client, until it stops listening', () => {
  const listeners = new Map<string, (event?: object) => void>();
  const target = {
    visibilityState: 'hidden',
    addEventListener: (name: string, listener: () => void) => listeners.set(name, listener),
    removeEventListener: (name: string) => listeners.delete(name),
  };
  globals.document = target;
  globals.window = target;
  globals.uni = {
    onAppShow: (listener: () => void) => listeners.set('show', listener),
    offAppShow: () => listeners.delete('show'),
    onNetworkStatusChange: () => {
      throw new Error('not supported');
    },
  };
  let wakes = 0;
  const stop = listenForWake(() => wakes++);
  listeners.get('visibilitychange')?.();
  assert.equal(wakes, 0);
  target.visibilityState = 'visible';
  listeners.get('visibilitychange')?.();
  listeners.get('online')?.();
  listeners.get('show')?.();
  assert.equal(wakes, 3);
  stop();
  assert.equal(listeners.size, 0);
});

test('a client that wakes up reconnects at once', async () => {
  let onShow: () => void = () => assert.fail('nobody listens');
  globals.uni = { onAppShow: (listener: () => void) => (onShow = listener) };
  const app = await FakeApp.loggedIn();
  onShow();
  assert.equal(app.connection.kinds().pop(), 'ping', 'a connection that may live is asked');
  await app.connection.lose();
  onShow();
  assert.equal(app.server.connections.length, 2);
  onShow();
  assert.equal(app.server.connections.length, 2, 'an attempt that has just begun goes on');
  await app.connect({ resumed: true });
  await app.clock.freeze(60_000);
  assert.equal(app.connection.open, true, 'a frozen program has not seen what came');
  onShow();
  assert.equal(app.server.connections.length, 3, 'a connection that slept is given up');
});
