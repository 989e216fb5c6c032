import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInContext, type Context } from 'node:vm';
import { parse } from 'acorn';
import { build, transform } from 'esbuild';
import type { RtmModule } from '../../src/api';
import { APP_ID } from '../support/FakeApp';
import { FakeServer, u64, type FakeConnection } from '../support/FakeServer';
import { fromHex, toHex, toMessage, vectors } from '../support/vectors';
import { bareContext } from './bareContext';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs code of the bundle in a context; answers what it exports. */
async function load<T>(context: Context, code: string): Promise<T> {
  const script = await transform(code, { format: 'iife', globalName: 'loaded' });
  return runInContext(`${script.code};loaded`, context) as T;
}

const dist = () => readFileSync(`${root}/dist/index.js`, 'utf8');

test('the bundle imports nothing, and only leans on the language of 2015', async () => {
  const code = dist();
  assert.doesNotMatch(code, /\bimport\b|\brequire\(/);
  for (const word of [
    'TextEncoder',
    'TextDecoder',
    'Buffer.from',
    'eval(',
    'BigInt',
    'Function(',
    'getOwnPropertyDescriptors',
  ]) {
    assert.ok(!code.includes(word), word);
  }
  // Throws at newer syntax.
  parse(code, { ecmaVersion: 2015, sourceType: 'module' });
});

test('the bundle is small', () => {
  assert.ok(dist().length < 120 * 1024);
});

test('the codec encodes and decodes every vector in a bare context', async () => {
  const { outputFiles } = await build({
    entryPoints: [`${root}/src/client/wire/frames.ts`],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2015',
  });
  const context = bareContext();
  const codec = await load<{
    encodeFrame(envelope: object): Uint8Array;
    decodeFrames(bytes: Uint8Array, most: number): object[];
  }>(context, outputFiles[0].text);
  for (const vector of vectors.valid) {
    const encoded = codec.encodeFrame(toMessage('Envelope', vector.envelope));
    assert.equal(toHex(encoded), vector.frame, vector.name);
    const [decoded] = codec.decodeFrames(fromHex(vector.frame), 256 * 1024);
    assert.equal(toHex(codec.encodeFrame(decoded)), vector.frame, vector.name);
  }
  for (const vector of vectors.invalid) {
    assert.throws(() => codec.decodeFrames(fromHex(vector.frame), 64 * 1024), vector.name);
  }
});

test('the context is as bare as it says', () => {
  const context = bareContext();
  for (const name of ['TextEncoder', 'Buffer', 'BigInt', 'performance', 'crypto', 'URL', 'console']) {
    assert.equal(runInContext(`typeof ${name}`, context), 'undefined', name);
  }
  assert.throws(() => runInContext('new Function("return 1")()', context), /Code generation/);
});

/** uni.connectSocket before a server played by hand. */
function fakeUni(server: FakeServer) {
  return {
    connectSocket(options: { url: string; protocols: string[]; complete?: () => void }) {
      assert.equal(typeof options.complete, 'function', 'else there is no task');
      const on: Record<string, (event?: object) => void> = {};
      const socket = server.factory(options.url, options.protocols[0], {
        onOpen: () => on.open(),
        onMessage: (bytes) => on.message({ data: bytes.slice().buffer }),
        onClose: (reason) => on.close({ code: 1006, reason }),
      });
      return {
        onOpen: (listener: () => void) => (on.open = listener),
        onMessage: (listener: () => void) => (on.message = listener),
        onError: (listener: () => void) => (on.error = listener),
        onClose: (listener: () => void) => (on.close = listener),
        send: ({ data }: { data: ArrayBuffer }) => {
          assert.equal(Object.prototype.toString.call(data), '[object ArrayBuffer]');
          socket.send(new Uint8Array(data));
        },
        close: () => socket.close(),
      };
    },
  };
}

test('the bundle logs in and talks in a bare context, over uni.connectSocket', async () => {
  const server = new FakeServer();
  const context = bareContext({ uni: fakeUni(server) });
  const { createWebSocketModule } = await load<{ createWebSocketModule(): RtmModule }>(context, dist());
  const module = createWebSocketModule();
  const told: string[] = [];
  const codes: number[] = [];
  const onAnswer = (result: { code: number }) => codes.push(result.code);
  module.setCallBack((event) => told.push(JSON.stringify(event)));
  module.createInstance({ appId: APP_ID, server: 'wss://rtm.example.com' }, onAnswer);
  module.login({ userId: 'alice', token: 't' }, onAnswer);
  const connection: FakeConnection = server.last;
  assert.equal(connection.url, 'wss://rtm.example.com:443/rtm');
  await connection.accept();
  await connection.login();
  module.sendMessageToPeer({ peerId: 'bob', text: 'é😀' }, onAnswer);
  const sent = connection.last('peerMessage');
  assert.equal(Buffer.from(sent.peerMessage!.content!.payload).toString(), 'é😀');
  await connection.reply(sent);
  const content = { type: 1, payload: new Uint8Array(Buffer.from('你好 😀')) };
  const peerMessage = { peerId: 'bob', messageId: u64(1), content };
  await connection.push({ inboxOffset: u64(1), peerMessage });
  module.release(onAnswer);
  await connection.answer('logout');
  assert.deepEqual(codes, [0, 0, 0, 0]);
  assert.equal(told.length, 3);
  assert.match(told[2], /"text":"你好 😀"/);
  assert.equal(connection.open, false);
});
