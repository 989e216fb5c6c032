import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft } from '../../src/client/wire/messages';
import { MessageType, RecoveryOutcome, type Publication } from '../../src/generated/protocol';
import { FakeApp } from '../support/FakeApp';
import { u64 } from '../support/FakeServer';

const content = { type: MessageType.MESSAGE_TYPE_TEXT, payload: new Uint8Array([104, 105]) };

function said(offset: number, id: number, more: object = {}): Draft<Publication> {
  const message = { userId: 'bob', messageId: u64(id), content, ...more };
  return { channelId: 'room', offset: u64(offset), message };
}

async function inRoom(): Promise<FakeApp> {
  const app = await FakeApp.loggedIn();
  await app.join('room', { epoch: u64(1), offset: u64(10) });
  app.events.length = 0;
  return app;
}

test('an event at or below the offset is not told again', async () => {
  const app = await inRoom();
  await app.connection.push({ publication: said(11, 1) }, { publication: said(11, 1) });
  await app.connection.push({ publication: said(10, 9) });
  assert.deepEqual(app.names(), ['onChannelMessageReceived']);
});

test('a message that a sender repeated under a new offset is told once', async () => {
  const app = await inRoom();
  await app.connection.push({ publication: said(11, 1) }, { publication: said(12, 1) });
  assert.deepEqual(app.names(), ['onChannelMessageReceived']);
});

test('the own message takes its place in the stream', async () => {
  const app = await inRoom();
  const sent = app.call('sendChannelMessage', { channelId: 'room', text: 'x' });
  await app.connection.answer('publish', { publish: { offset: u64(11) } });
  assert.equal(sent.answer?.code, 0);
  await app.connection.push({ publication: said(11, 1) });
  assert.deepEqual(app.names(), []);
});

test('before the reply to the join nothing of a channel is told', async () => {
  const app = await FakeApp.loggedIn();
  app.call('join', { channelId: 'room' });
  await app.connection.push({ publication: said(1, 1) });
  assert.deepEqual(app.names(), []);
});

test('a message that wants receipts is acknowledged, again if it comes again', async () => {
  const app = await inRoom();
  await app.connection.push(
    { publication: said(11, 1, { acknowledge: true }) },
    { publication: said(12, 2, { acknowledge: true }) },
  );
  const expected = [{ channelId: 'room', offset: u64(12) }];
  assert.deepEqual(
    app.connection.acks.map((each) => each.channels),
    [expected],
  );
  await app.connection.push({ publication: said(12, 2, { acknowledge: true }) });
  assert.equal(app.connection.acks.length, 2);
});

test('one acknowledgement for each message of the socket, after it was told', async () => {
  const app = await FakeApp.loggedIn();
  const pushes = [1, 2, 3].map((i) => ({
    inboxOffset: u64(i),
    peerMessage: { peerId: 'bob', messageId: u64(i), content },
  }));
  let acksAtEvent = -1;
  app.module.setCallBack(() => (acksAtEvent = app.connection.acks.length));
  await app.connection.push(...pushes);
  assert.equal(acksAtEvent, 0);
  assert.deepEqual(
    app.connection.acks.map((each) => each.inboxOffset),
    [u64(3)],
  );
  await app.connection.push(pushes[2]);
  assert.deepEqual(
    app.connection.acks.map((each) => each.inboxOffset),
    [u64(3), u64(3)],
  );
});

test('a peer message is told once, also when a new session brings it again', async () => {
  const app = await FakeApp.loggedIn();
  const push = (offset: number) => ({
    inboxOffset: u64(offset),
    peerMessage: { peerId: 'bob', messageId: u64(5), content },
  });
  await app.connection.push(push(1));
  await app.connection.push(push(1));
  await app.reconnect({ sessionId: 's-2' });
  await app.connection.push(push(1));
  assert.equal(app.names().filter((each) => each === 'onPeerMessageReceived').length, 1);
  assert.equal(app.connection.acks.length, 1);
});

test('raw bytes come in Base64, with their description as text', async () => {
  const app = await FakeApp.loggedIn();
  const raw = {
    type: MessageType.MESSAGE_TYPE_RAW,
    payload: new Uint8Array([0, 255, 128, 7]),
    description: 'd',
  };
  const peerMessage = { peerId: 'bob', messageId: u64(1), content: raw, offline: true };
  await app.connection.push({ inboxOffset: u64(1), peerMessage });
  const [event] = app.events;
  assert.equal(event.rtmEvent, 'onPeerMessageReceived');
  if (event.rtmEvent === 'onPeerMessageReceived') {
    assert.deepEqual([event.text, event.rawMessage, event.messageType], ['d', 'AP+ABw==', 2]);
    assert.equal(event.OfflineMessage, 1);
  }
});

test('a gap is told, and what it covers is not', async () => {
  const app = await inRoom();
  const gap = { channelId: 'room', outcome: RecoveryOutcome.RECOVERY_OUTCOME_GAP };
  await app.reconnect({
    resumed: true,
    channels: [{ ...gap, missedFrom: u64(11), missedTo: u64(20) }],
  });
  app.events.splice(0, 2);
  await app.connection.push({ publication: said(20, 1) }, { publication: said(21, 2) });
  assert.deepEqual(app.names(), ['onMessagesMissed', 'onChannelMessageReceived']);
  assert.deepEqual(app.events[0], {
    rtmEvent: 'onMessagesMissed',
    channelId: 'room',
    from: 11,
    to: 20,
  });
});

test('a membership that ended is entered again with its position; a new stream is told', async () => {
  const app = await inRoom();
  const reset = { channelId: 'room', outcome: RecoveryOutcome.RECOVERY_OUTCOME_RESET };
  await app.reconnect({ resumed: true, channels: [reset] });
  app.events.splice(0, 2);
  const { since } = app.connection.last('join').join!;
  assert.deepEqual([since?.epoch, since?.offset], [u64(1), u64(10)]);
  await app.connection.answer('join', {
    join: { epoch: u64(2), offset: u64(0), memberCount: 1, recovery: reset },
  });
  await app.connection.push({ publication: said(1, 1) });
  assert.deepEqual(app.names(), ['onChannelReset', 'onChannelMessageReceived']);
});

test('missed messages come once, although the stream has them too', async () => {
  const app = await inRoom();
  const message = said(11, 7, { storedId: u64(70) }).message;
  await app.reconnect({ sessionId: 's-2' });
  app.events.splice(0, 2);
  await app.connection.answer('join', {
    join: { epoch: u64(1), offset: u64(10), memberCount: 1, recovery: { channelId: 'room' } },
  });
  await app.connection.push(
    { inboxOffset: u64(1), missedChannelMessage: { channelId: 'room', message, lost: u64(2) } },
    { publication: said(11, 7, { storedId: u64(70) }) },
  );
  assert.deepEqual(app.names(), ['onChannelMessagesLost', 'onChannelMessageReceived']);
  assert.deepEqual(
    app.events[1].rtmEvent === 'onChannelMessageReceived' && app.events[1].isOfflineMessage,
    true,
  );
});

test('attributes of a channel: only what is newer', async () => {
  const app = await FakeApp.loggedIn();
  await app.join('room', { attributesRevision: u64(5) });
  app.events.length = 0;
  const push = (revision: number) => ({ channelId: 'room', attributes: [], revision: u64(revision) });
  await app.connection.push({ channelAttributes: push(5) }, { channelAttributes: push(6) });
  await app.connection.push({ channelAttributes: push(6) });
  assert.deepEqual(app.names(), ['onAttributesUpdated']);
});

test('no more than 20 channels', async () => {
  const app = await FakeApp.loggedIn();
  for (let i = 0; i < 20; i++) {
    await app.join(`room ${i}`);
  }
  const beyond = app.call('join', { channelId: 'beyond' });
  await app.clock.advance(0);
  assert.equal(beyond.answer?.code, 5);
});

test('what comes of a released channel is not told, and joining it again works', async () => {
  const app = await inRoom();
  app.call('channelRelease', { channelId: 'room' });
  await app.connection.push({ publication: said(11, 1) });
  assert.deepEqual(app.names(), []);
  await app.join('room', { epoch: u64(1), offset: u64(12) });
  assert.deepEqual(app.names(), ['onMemberCountUpdated']);
  assert.deepEqual(app.connection.kinds(), ['login', 'join', 'leave', 'join']);
});

test('a message sent before the join was answered takes its place in the stream too', async () => {
  const app = await FakeApp.loggedIn();
  app.call('join', { channelId: 'room' });
  app.call('sendChannelMessage', { channelId: 'room', text: 'x' });
  await app.connection.answer('join', { join: { epoch: u64(1), offset: u64(10) } });
  await app.connection.answer('publish', { publish: { offset: u64(11) } });
  await app.connection.lose();
  await app.clock.advance(501);
  await app.connection.accept();
  const [position] = app.connection.last('login').login!.resume!.channels;
  assert.deepEqual([position.epoch, position.offset], [u64(1), u64(11)]);
});

test('a reply to a join that says nothing holds nothing up', async (context) => {
  const printed = context.mock.method(console, 'error', () => {});
  const app = await FakeApp.loggedIn({ limits: { requestsInFlight: 1 } });
  const join = app.call('join', { channelId: 'room' });
  app.call('getMembers', { channelId: 'room' });
  await app.connection.answer('join');
  assert.equal(join.answer?.code, 0);
  assert.equal(app.connection.kinds().pop(), 'members');
  await app.reconnect({ resumed: false, limits: { requestsInFlight: 1 } });
  app.call('getMembers', { channelId: 'room' });
  await app.connection.answer('join');
  assert.equal(app.connection.kinds().pop(), 'members');
  assert.equal(printed.mock.callCount(), 0);
});
