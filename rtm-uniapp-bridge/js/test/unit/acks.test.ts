import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RtmEvent } from '../../src/api';
import { FakeApp } from '../support/FakeApp';
import { u64 } from '../support/FakeServer';

const push = { inboxOffset: u64(1), peerMessage: { peerId: 'bob', messageId: u64(1) } };

for (const name of ['logout', 'release'] as const) {
  test(`a message whose listener calls ${name} is acknowledged first`, async () => {
    const app = await FakeApp.loggedIn();
    let acksBefore = -1;
    app.module.setCallBack((event: RtmEvent) => {
      if (event.rtmEvent === 'onPeerMessageReceived') {
        app.module[name]();
        acksBefore = app.connection.acks.length;
      }
    });
    await app.connection.push(push);
    assert.equal(app.connection.kinds().pop(), 'logout');
    assert.equal(acksBefore, 1, 'the server would bring it again after each login');
    assert.deepEqual(
      app.connection.acks.map((each) => each.inboxOffset),
      [u64(1)],
    );
  });
}

test('a message is acknowledged when it has been told', async () => {
  const app = await FakeApp.loggedIn();
  const acks: number[] = [];
  app.module.setCallBack(() => acks.push(app.connection.acks.length));
  await app.connection.push(push, {
    ...push,
    inboxOffset: u64(2),
    peerMessage: { peerId: 'bob', messageId: u64(2) },
  });
  assert.deepEqual(acks, [0, 0]);
  assert.equal(app.connection.acks.length, 1);
});
