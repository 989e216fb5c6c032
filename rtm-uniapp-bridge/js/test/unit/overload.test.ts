import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeApp } from '../support/FakeApp';
import { settle } from '../support/FakeClock';

// More calls than may wait for an answer.
function overload(app: FakeApp): void {
  for (let i = 0; i < 10_001; i++) {
    app.call('sendMessageToPeer', { peerId: 'bob', text: 'x' });
  }
}

test('also when too much waits a channel can be left', async () => {
  const app = await FakeApp.loggedIn({ limits: { requestsInFlight: 20_000 } });
  await app.join('room');
  overload(app);
  const leave = app.call('leave', { channelId: 'room' });
  await settle();
  assert.deepEqual(Object.keys(leave), [], 'who was refused would stay a member for all others');
  await app.connection.answer('leave');
  assert.equal(leave.answer?.code, 0);
});

test('also when too much waits channels are entered again, before all that waits', async () => {
  const app = await FakeApp.loggedIn();
  await app.join('room');
  overload(app);
  await app.reconnect({ resumed: false });
  assert.deepEqual(app.connection.kinds().slice(0, 3), ['login', 'join', 'peerMessage']);
});
