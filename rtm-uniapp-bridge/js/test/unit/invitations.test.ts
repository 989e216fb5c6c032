import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft } from '../../src/client/wire/messages';
import { InvitationStep, type InvitationPush } from '../../src/generated/protocol';
import { FakeApp } from '../support/FakeApp';
import { u64 } from '../support/FakeServer';

let offset = 0;

function step(app: FakeApp, push: Draft<InvitationPush>): Promise<void> {
  offset++;
  return app.connection.push({ inboxOffset: u64(offset), invitation: push });
}

async function caller(): Promise<FakeApp> {
  offset = 0;
  return FakeApp.loggedIn();
}

async function send(app: FakeApp, channelId = '', content = ''): Promise<string> {
  app.call('sendLocalInvitation', { calleeId: 'bob', channelId, content });
  const request = app.connection.last('sendInvitation');
  await app.connection.reply(request);
  return request.sendInvitation!.invitationId;
}

async function cancelCode(app: FakeApp, channelId?: string): Promise<number | undefined> {
  const cancel = app.call('cancelLocalInvitation', { calleeId: 'bob', channelId });
  await app.clock.advance(0);
  return cancel.answer?.code;
}

const mine = (invitationId: string, more: Draft<InvitationPush>) => ({
  invitationId,
  callerId: 'alice',
  calleeId: 'bob',
  ...more,
});

test('one open invitation for each callee and channel', async () => {
  const app = await caller();
  await send(app, 'a');
  const again = app.call('sendLocalInvitation', { calleeId: 'bob', channelId: 'a' });
  const other = app.call('sendLocalInvitation', { calleeId: 'bob', channelId: 'b' });
  await app.connection.answer('sendInvitation');
  assert.deepEqual([again.answer?.code, other.answer?.code], [5, 0]);
});

test('cancel: none sent 2, ended 3, otherwise the newest that fits', async () => {
  const app = await caller();
  assert.equal(await cancelCode(app), 2);
  const first = await send(app, 'a');
  const second = await send(app, 'b');
  assert.equal(await cancelCode(app, 'never'), 2);
  await cancelCode(app);
  assert.equal(app.connection.last('cancelInvitation').cancelInvitation?.invitationId, second);
  await cancelCode(app, 'a');
  assert.equal(app.connection.last('cancelInvitation').cancelInvitation?.invitationId, first);
  for (const id of [first, second]) {
    await step(app, mine(id, { step: InvitationStep.INVITATION_STEP_CANCELED }));
  }
  assert.equal(await cancelCode(app), 3);
  assert.equal(await cancelCode(app, 'a'), 3);
  assert.deepEqual(app.names(), ['onLocalInvitationCanceled', 'onLocalInvitationCanceled']);
});

test('the caller sees received before accepted, and the end once', async () => {
  const app = await caller();
  const id = await send(app, '', 'c');
  await step(app, mine(id, { step: InvitationStep.INVITATION_STEP_ACCEPTING, response: 'r' }));
  await step(app, mine(id, { step: InvitationStep.INVITATION_STEP_ACCEPTED, response: 'r' }));
  await step(app, mine(id, { step: InvitationStep.INVITATION_STEP_ACCEPTED, response: 'r' }));
  assert.deepEqual(app.names(), ['onLocalInvitationReceivedByPeer', 'onLocalInvitationAccepted']);
  assert.equal(app.connection.acks.length, 3);
});

test('an invitation refused for what is in it was never sent', async () => {
  const app = await caller();
  const sent = app.call('sendLocalInvitation', { calleeId: 'bob' });
  await app.connection.answer('sendInvitation', { code: 202, reason: 'too often' });
  assert.equal(sent.answer?.code, 202);
  assert.equal(await cancelCode(app), 2);
  assert.deepEqual(app.names(), []);
});

test('without an end of the server each side ends it by its own timer', async () => {
  const app = await caller();
  await send(app);
  await step(app, invited(7));
  await app.stayConnected(95);
  const ends = app.events.filter((each) => each.rtmEvent.endsWith('Failure'));
  assert.deepEqual(ends.map((each) => [each.rtmEvent, 'code' in each && each.code]).sort(), [
    ['onLocalInvitationFailure', 3],
    ['onRemoteInvitationFailure', 3],
  ]);
});

const invited = (id: number, more: Draft<InvitationPush> = {}) => ({
  invitationId: u64(id),
  step: InvitationStep.INVITATION_STEP_INVITED,
  callerId: 'carol',
  calleeId: 'alice',
  ...more,
});

async function answerCode(app: FakeApp, accept: boolean, options: object): Promise<number | undefined> {
  const name = accept ? 'acceptRemoteInvitation' : 'refuseRemoteInvitation';
  const call = app.call(name, options);
  await app.clock.advance(0);
  return call.answer?.code;
}

test('accept and refuse: unknown 2, accepted before 4, refused before and ended 3', async () => {
  const app = await caller();
  assert.equal(await answerCode(app, true, { calleeId: 'carol' }), 2);
  await step(app, invited(1, { channelId: 'a' }));
  await step(app, invited(2, { channelId: 'b' }));
  await answerCode(app, true, { calleeId: 'carol' });
  const accepted = app.connection.last('answerInvitation').answerInvitation;
  assert.deepEqual(
    [accepted?.invitationId, accepted?.callerId, accepted?.accept],
    [u64(2), 'carol', true],
  );
  assert.equal(await answerCode(app, true, { callerId: 'carol', channelId: 'b' }), 4);
  assert.equal(await answerCode(app, false, { callerId: 'carol', channelId: 'b' }), 4);
  await answerCode(app, false, { callerId: 'carol', channelId: 'a' });
  assert.equal(await answerCode(app, false, { callerId: 'carol', channelId: 'a' }), 3);
  await step(app, { ...invited(2), step: InvitationStep.INVITATION_STEP_ACCEPTED });
  await step(app, { ...invited(1), step: InvitationStep.INVITATION_STEP_REFUSED });
  assert.equal(await answerCode(app, true, { callerId: 'carol' }), 3);
});

test('an invitation that comes again after its end is not shown again', async () => {
  const app = await caller();
  await step(app, invited(1));
  await step(app, { ...invited(1), step: InvitationStep.INVITATION_STEP_CANCELED, content: 'bye' });
  await step(app, invited(1));
  assert.deepEqual(app.names(), ['onRemoteInvitationReceived', 'onRemoteInvitationCanceled']);
});

test('a new session ends what it does not know of, but not what is sent again', async () => {
  const app = await caller();
  const known = await send(app, 'known');
  await send(app, 'unknown');
  app.call('sendLocalInvitation', { calleeId: 'bob', channelId: 'unanswered' });
  await step(app, invited(1));
  await step(app, invited(2));
  app.events.length = 0;
  const invitations = [
    { invitationId: known, callerId: 'alice' },
    { invitationId: u64(2), callerId: 'carol' },
  ];
  await app.reconnect({ sessionId: 's-2', invitations });
  const ends = app.events.filter((each) => each.rtmEvent.includes('Invitation'));
  assert.deepEqual(
    ends.map((each) => [
      each.rtmEvent,
      'channelId' in each && each.channelId,
      'code' in each && each.code,
    ]),
    [
      ['onLocalInvitationFailure', 'unknown', 4],
      ['onRemoteInvitationFailure', '', 3],
    ],
  );
  assert.equal(app.connection.last('sendInvitation').resent, true);
});

test('who calls himself sees both sides', async () => {
  const app = await caller();
  app.call('sendLocalInvitation', { calleeId: 'alice' });
  const id = app.connection.last('sendInvitation').sendInvitation!.invitationId;
  const own = { invitationId: id, callerId: 'alice', calleeId: 'alice' };
  await step(app, { ...own, step: InvitationStep.INVITATION_STEP_INVITED });
  await step(app, { ...own, step: InvitationStep.INVITATION_STEP_CANCELED });
  await step(app, { ...own, step: InvitationStep.INVITATION_STEP_CANCELED });
  assert.deepEqual(app.names(), [
    'onRemoteInvitationReceived',
    'onLocalInvitationCanceled',
    'onRemoteInvitationCanceled',
  ]);
});
