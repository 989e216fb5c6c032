import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createRtm, RtmError, wrapModule, type RtmEvent, type RtmModule } from '../src/index.ts';
import { wrapWhenUsed } from '../src/rtm.ts';

const contract = JSON.parse(
  readFileSync(new URL('../../contract.json', import.meta.url), 'utf8'),
) as { functions: object; functionsBesides: object };

interface Call {
  name: string;
  args: unknown[];
}

/** A module that writes down its calls and answers each with `answer`. */
function recorder(answer: Record<string, unknown> = { code: 0, message: '' }) {
  const calls: Call[] = [];
  let callback: (event: RtmEvent) => void = () => undefined;
  const module = new Proxy({} as Record<string, unknown>, {
    get:
      (_, name: string) =>
      (...args: unknown[]) => {
        calls.push({ name, args });
        if (name === 'setCallBack') callback = args[0] as typeof callback;
        else (args[args.length - 1] as (result: unknown) => void)(answer);
      },
  }) as unknown as RtmModule;
  return { calls, module, emit: (event: RtmEvent) => callback(event) };
}

const left = (userId: string): RtmEvent => ({ rtmEvent: 'onMemberLeft', userId, channelId: 'c' });

test('has every function of the contract', () => {
  const rtm = wrapModule(recorder().module) as unknown as Record<string, unknown>;
  for (const name of Object.keys({ ...contract.functions, ...contract.functionsBesides })) {
    assert.equal(typeof rtm[name], 'function', name);
  }
});

test('gives the module options and callback, or the callback alone', async () => {
  const { calls, module } = recorder();
  const rtm = wrapModule(module);
  await rtm.login({ userId: 'alice', token: null });
  await rtm.logout();
  await rtm.release();
  await rtm.clearLocalUserAttributes();
  await rtm.setCallEventListener();
  await rtm.getSdkVersion();
  assert.deepEqual(
    calls.map(({ name, args }) => [name, args.map((each) => typeof each).join()]),
    [
      ['login', 'object,function'],
      ['logout', 'function'],
      ['release', 'function'],
      ['clearLocalUserAttributes', 'function'],
      ['setCallEventListener', 'function'],
      ['getSdkVersion', 'function'],
    ],
  );
  assert.deepEqual(calls[0]?.args[0], { userId: 'alice', token: null });
});

test('is lenient: (options, callback), (callback), (options) and ()', async () => {
  const { calls, module } = recorder();
  const rtm = wrapModule(module) as unknown as Record<string, (...args: unknown[]) => unknown>;
  const answers: unknown[] = [];
  const callback = (result: unknown) => answers.push(result);
  assert.equal(rtm.join!({ channelId: 'c' }, callback), undefined);
  assert.equal(rtm.join!(callback), undefined);
  assert.equal(rtm.join!(undefined, callback), undefined);
  assert.equal(rtm.logout!(undefined, callback), undefined);
  assert.equal(rtm.logout!({}, callback), undefined);
  await rtm.join!({ channelId: 'c' }, null);
  await rtm.join!();
  await rtm.logout!({});
  assert.equal(answers.length, 5);
  for (const { name, args } of calls) {
    assert.equal(args.length, name === 'join' ? 2 : 1);
    assert.equal(typeof args[args.length - 1], 'function');
    if (name === 'join') assert.notStrictEqual(args[0], null, 'null does not cross to native code');
  }
});

test('gives the module plain options: no proxies, nothing undefined', async () => {
  const { calls, module } = recorder();
  const peerIds = new Proxy(['a', 1], {});
  await wrapModule(module).queryPeersOnlineStatus({ peerIds });
  await wrapModule(module).sendLocalInvitation({ calleeId: 'b', channelId: undefined });
  await wrapModule(module).setParameters('{"rtm.server":"ws://x"}');
  assert.notEqual((calls[0]?.args[0] as { peerIds: unknown }).peerIds, peerIds);
  assert.deepEqual(calls[0]?.args[0], { peerIds: ['a', 1] });
  assert.deepEqual(Object.keys(calls[1]?.args[0] as object), ['calleeId']);
  assert.equal(calls[2]?.args[0], '{"rtm.server":"ws://x"}');
});

test('rejects with the code, the function and the whole answer', async () => {
  const result = { code: 3, message: 'peerId: no such user' };
  const promise = wrapModule(recorder(result).module).sendMessageToPeer({ peerId: 'b', text: 'x' });
  await assert.rejects(promise, (error: unknown) => {
    assert.ok(error instanceof RtmError && error instanceof Error);
    assert.equal(error.code, 3);
    assert.equal(error.functionName, 'sendMessageToPeer');
    assert.deepEqual(error.result, result);
    assert.match(error.message, /no such user/);
    return true;
  });
});

test('code 4 is success for a peer message and for nothing else', async () => {
  const rtm = wrapModule(recorder({ code: 4, message: 'kept' }).module);
  assert.equal((await rtm.sendMessageToPeer({ peerId: 'b', text: 'x' })).code, 4);
  await assert.rejects(rtm.join({ channelId: 'c' }), RtmError);
});

test('a callback hears failures, and no promise is there to be rejected', () => {
  let code = 0;
  const rtm = wrapModule(recorder({ code: 7, message: 'no' }).module);
  rtm.join({ channelId: 'c' }, (result) => (code = result.code));
  assert.equal(code, 7);
});

test('a function that an older plugin lacks is answered', async () => {
  const older = { setCallBack() {} } as unknown as RtmModule;
  await assert.rejects(wrapModule(older).queryHistory({ peerId: 'b' }), { code: -1 });
  const answer = await new Promise((resolve) => wrapModule(older).logout(resolve));
  assert.deepEqual(answer, { code: -1, message: 'this AR-RtmModule has no logout' });
});

test('on, once and off share one callback of the module', () => {
  const { calls, module, emit } = recorder();
  const rtm = wrapModule(module);
  const heard: string[] = [];
  const first = (event: { userId: string }) => heard.push(`first ${event.userId}`);
  rtm
    .on('onMemberLeft', first)
    .once('onMemberLeft', (event) => heard.push(`once ${event.userId}`))
    .on('onMemberJoined', () => heard.push('joined'));
  emit(left('a'));
  emit(left('b'));
  rtm.off('onMemberLeft', first);
  emit(left('c'));
  assert.deepEqual(heard, ['first a', 'once a', 'first b']);
  assert.equal(calls.filter(({ name }) => name === 'setCallBack').length, 1);
});

test('off without a listener drops all of an event, without an event all', () => {
  const { module, emit } = recorder();
  const rtm = wrapModule(module);
  let heard = 0;
  rtm.on('onMemberLeft', () => heard++).on('onMemberLeft', () => heard++);
  rtm.on('onMemberJoined', () => heard++);
  rtm.off('onMemberLeft');
  emit(left('a'));
  assert.equal(heard, 0);
  emit({ rtmEvent: 'onMemberJoined', userId: 'a', channelId: 'c' });
  assert.equal(heard, 1);
  rtm.off();
  emit({ rtmEvent: 'onMemberJoined', userId: 'b', channelId: 'c' });
  assert.equal(heard, 1);
});

test("the user's own callback stands beside the listeners; a later one replaces it", () => {
  const { calls, module, emit } = recorder();
  const rtm = wrapModule(module);
  const heard: string[] = [];
  rtm.setCallBack(() => heard.push('old'));
  rtm.on('onMemberLeft', () => heard.push('listener'));
  rtm.setCallBack(() => heard.push('new'));
  emit(left('a'));
  assert.deepEqual(heard, ['listener', 'new']);
  assert.equal(calls.length, 1);
});

test('a listener that throws keeps nobody from hearing', (t) => {
  const error = t.mock.method(console, 'error', () => undefined);
  const { module, emit } = recorder();
  const heard: string[] = [];
  const rtm = wrapModule(module);
  rtm.on('onMemberLeft', () => {
    throw new Error('a fault of the application');
  });
  rtm.on('onMemberLeft', () => heard.push('second'));
  rtm.setCallBack(() => heard.push('callback'));
  emit(left('a'));
  assert.deepEqual(heard, ['second', 'callback']);
  assert.equal(error.mock.callCount(), 1);
});

test('a listener may add listeners, which hear the next event', () => {
  const { module, emit } = recorder();
  const rtm = wrapModule(module);
  let late = 0;
  rtm.once('onMemberLeft', () => rtm.on('onMemberLeft', () => late++));
  emit(left('a'));
  assert.equal(late, 0);
  emit(left('b'));
  assert.equal(late, 1);
});

test('createRtm takes a module', async () => {
  const { calls, module } = recorder();
  await createRtm(module).createInstance({ appId: 'a'.repeat(32) });
  assert.equal(calls[0]?.name, 'createInstance');
});

test('the module is made with the first use, and once', async () => {
  const { calls, module } = recorder();
  let made = 0;
  const rtm = wrapWhenUsed(() => {
    made++;
    return module;
  });
  assert.equal(made, 0);
  rtm.on('onMemberLeft', () => undefined);
  await rtm.logout();
  await rtm.release();
  assert.equal(made, 1);
  assert.equal(calls.length, 3);
});

test('options that cannot cross are refused like every other call that fails', async () => {
  const { calls, module } = recorder();
  const rtm = wrapModule(module);
  const options: Record<string, unknown> = { peerId: 'bob', text: 'x' };
  options.self = options;
  const given = options as unknown as Parameters<typeof rtm.sendMessageToPeer>[0];
  const codes: number[] = [];
  rtm.sendMessageToPeer(given, (result) => codes.push(result.code));
  assert.deepEqual(codes, [], 'later');
  await assert.rejects(rtm.sendMessageToPeer(given), RtmError);
  assert.deepEqual(codes, [-1]);
  assert.equal(calls.length, 0);
});
