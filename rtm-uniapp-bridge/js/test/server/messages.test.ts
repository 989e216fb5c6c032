import assert from 'node:assert/strict';
import { functionTests } from '../support/functionTests';
import { failed, TestUser } from '../support/TestUser';

const { pair, proves } = functionTests();

proves('sendMessageToPeer', async () => {
  const flags = { enableHistoricalMessaging: false, enableOfflineMessaging: false };
  await pair.alice.ok('sendMessageToPeer', { peerId: 'bob', text: 'hé 😀', ...flags });
  const told = await pair.bob.take('onPeerMessageReceived');
  assert.equal(told.text, 'hé 😀');
  assert.equal(told.messageType, 1);
  assert.equal(told.OfflineMessage, 0);
  assert.equal(told.peerId, 'alice');
  assert.ok(Math.abs(told.serverReceivedTs - Date.now()) < 60_000);
  failed(await pair.alice.call('sendMessageToPeer', { peerId: 'nobody', text: 'x' }), 3, '');
  const kept = { peerId: 'dora', text: 'later', enableOfflineMessaging: true };
  assert.equal((await pair.alice.call('sendMessageToPeer', kept)).code, 4);
  const dora = await TestUser.at(pair.server.url, 'dora');
  assert.equal((await dora.take('onPeerMessageReceived')).OfflineMessage, 1);
  await dora.end();
  failed(await pair.alice.call('sendMessageToPeer', { text: 'x' } as never), 6, 'peerId: is missing');
  failed(await pair.alice.call('sendMessageToPeer', { peerId: 'b/b', text: 'x' }), 6, 'peerId');
  failed(await pair.alice.call('sendMessageToPeer', { peerId: 'bob' } as never), 7, 'text: is missing');
  failed(await pair.alice.call('sendMessageToPeer', { peerId: 'bob', text: '' }), 7, 'text: is empty');
  const tooLong = await pair.alice.call('sendMessageToPeer', { peerId: 'bob', text: 'é'.repeat(16385) });
  failed(tooLong, 7, '32770 bytes');
});

proves('createChannel', async () => {
  await pair.alice.ok('createChannel', { channelId: 'created' });
  await pair.alice.ok('createChannel', { channelId: 'created' });
  failed(await pair.alice.call('createChannel', { channelId: '' }), 3, 'channelId');
});

proves('join', async () => {
  await pair.together('joined');
  await pair.alice.take('onMemberJoined', (e) => e.userId === 'bob' && e.channelId === 'joined');
  failed(await pair.alice.call('join', { channelId: 'joined' }), 6, 'already joined');
  failed(await pair.alice.call('join', null), 3, 'channelId: is missing');
  await pair.alice.ok('join', { channelId: 42 });
});

proves('leave', async () => {
  await pair.together('left');
  await pair.bob.ok('leave', { channelId: 'left' });
  await pair.alice.take('onMemberLeft', (e) => e.userId === 'bob' && e.channelId === 'left');
  failed(await pair.bob.call('leave', { channelId: 'left' }), 3, 'not in channel');
  failed(await pair.bob.call('leave', { channelId: 'never' }), 3, 'not in channel');
});

proves('sendChannelMessage', async () => {
  await pair.together('said');
  await pair.alice.ok('sendChannelMessage', { channelId: 'said', text: '{"a":1}' });
  const told = await pair.bob.take('onChannelMessageReceived', (e) => e.channelId === 'said');
  assert.equal(told.text, '{"a":1}');
  assert.equal(told.type, 1);
  assert.equal(told.isOfflineMessage, false);
  failed(await pair.alice.call('sendChannelMessage', { channelId: 'never', text: 'x' }), 5, 'not in');
  failed(await pair.alice.call('sendChannelMessage', { channelId: 'said' } as never), 4, 'text');
});

proves('getMembers', async () => {
  await pair.together('counted');
  const { members } = await pair.alice.ok('getMembers', { channelId: 'counted' });
  assert.deepEqual(members.map((each) => each.userId).sort(), ['alice', 'bob']);
  assert.equal(members[0].channelId, 'counted');
  failed(await pair.alice.call('getMembers', { channelId: 'never' }), 5, 'not in channel');
});

proves('channelRelease', async () => {
  await pair.together('released');
  await pair.bob.ok('channelRelease', { channelId: 'released' });
  await pair.alice.take('onMemberLeft', (e) => e.channelId === 'released');
  failed(await pair.bob.call('getMembers', { channelId: 'released' }), 5, 'not in channel');
  await pair.bob.ok('channelRelease', { channelId: 'never' });
});

proves('getChannelMemberCount', async () => {
  await pair.together('numbered');
  const { memberCounts } = await pair.alice.ok('getChannelMemberCount', {
    channelIds: ['numbered', 'nowhere'],
  });
  assert.deepEqual(memberCounts, [
    { channelId: 'numbered', count: 2 },
    { channelId: 'nowhere', count: 0 },
  ]);
  failed(await pair.alice.call('getChannelMemberCount', { channelIds: [] }), 2, 'channelIds');
  const many = Array.from({ length: 33 }, (_, i) => i);
  failed(await pair.alice.call('getChannelMemberCount', { channelIds: many }), 5, 'at most 32');
  const single = await pair.alice.ok('getChannelMemberCount', { channelIds: 'numbered' } as never);
  assert.equal(single.memberCounts[0].count, 2);
});

proves('queryHistory', async () => {
  const channelId = 'remembered';
  await pair.together(channelId);
  for (const text of ['one', 'two', 'three']) {
    await pair.alice.ok('sendChannelMessage', { channelId, text, enableHistoricalMessaging: true });
  }
  const first = await pair.bob.ok('queryHistory', { channelId, limit: 2 });
  assert.deepEqual(
    first.messages.map((each) => each.text),
    ['one', 'two'],
  );
  assert.equal(first.hasMore, true);
  const after = first.messages[1].id;
  const rest = await pair.bob.ok('queryHistory', { channelId, limit: '2', after } as never);
  assert.deepEqual(
    rest.messages.map((each) => each.text),
    ['three'],
  );
  assert.equal(rest.hasMore, false);
  const newest = await pair.bob.ok('queryHistory', { channelId, newestFirst: true, limit: 1 });
  assert.equal(newest.messages[0].text, 'three');
  await pair.alice.ok('sendMessageToPeer', {
    peerId: 'bob',
    text: 'p',
    enableHistoricalMessaging: true,
  });
  const peer = await pair.bob.ok('queryHistory', { peerId: 'alice' });
  assert.equal(peer.messages[0].peerId, 'bob');
  failed(await pair.bob.call('queryHistory', null), 2, 'peerId, channelId');
  failed(await pair.bob.call('queryHistory', { channelId, limit: 101 }), 2, 'limit');
  failed(await pair.bob.call('queryHistory', { channelId, after: 'x' }), 2, 'after');
});

proves('countHistory', async () => {
  const channelId = 'remembered';
  assert.equal((await pair.bob.ok('countHistory', { channelId })).count, 3);
  assert.equal((await pair.bob.ok('countHistory', { channelId, endTime: 1 })).count, 0);
  failed(await pair.bob.call('countHistory', { channelId, startTime: -1 }), 2, 'startTime');
});
