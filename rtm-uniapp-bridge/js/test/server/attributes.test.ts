import assert from 'node:assert/strict';
import { functionTests } from '../support/functionTests';
import { failed } from '../support/TestUser';

const contents = { age: 23, name: 'Jerry' };
const { pair, proves } = functionTests();

proves('setLocalUserAttributes', async () => {
  await pair.alice.ok('setLocalUserAttributes', { old: 'x' });
  await pair.alice.ok('setLocalUserAttributes', contents);
  const read = await pair.bob.ok('getUserAttributes', { userId: 'alice' });
  assert.deepEqual(read.userAttributesList, contents);
  await pair.alice.ok('setLocalUserAttributes', { attributes: { name: 'Tom', on: true } } as never);
  failed(await pair.alice.call('setLocalUserAttributes', { name: '' }), 3, 'attributes[name]');
  failed(await pair.alice.call('setLocalUserAttributes', { name: {} } as never), 3, 'attributes[name]');
  failed(await pair.alice.call('setLocalUserAttributes', null), 3, 'attributes: is missing');
  failed(await pair.alice.call('setLocalUserAttributes', { a: 'x'.repeat(8193) }), 4, '8193 bytes');
});

proves('addOrUpdateLocalUserAttributes', async () => {
  await pair.alice.ok('setLocalUserAttributes', { name: 'Tom' });
  await pair.alice.ok('addOrUpdateLocalUserAttributes', contents);
  const read = await pair.bob.ok('getUserAttributes', { userId: 'alice' });
  assert.deepEqual(read.userAttributesList, contents);
  failed(await pair.alice.call('addOrUpdateLocalUserAttributes', {}), 3, 'attributes: is empty');
});

proves('deleteLocalUserAttributesByKeys', async () => {
  await pair.alice.ok('setLocalUserAttributes', { ...contents, extra: 1 });
  await pair.alice.ok('deleteLocalUserAttributesByKeys', { attributeKeys: 'extra' } as never);
  const read = await pair.bob.ok('getUserAttributes', { userId: 'alice' });
  assert.deepEqual(read.userAttributesList, contents);
  failed(await pair.alice.call('deleteLocalUserAttributesByKeys', null), 3, 'attributeKeys: is missing');
});

proves('clearLocalUserAttributes', async () => {
  await pair.alice.ok('setLocalUserAttributes', contents);
  await pair.alice.ok('clearLocalUserAttributes');
  const read = await pair.bob.ok('getUserAttributes', { userId: 'alice' });
  assert.deepEqual(read.userAttributesList, {});
});

proves('getUserAttributes', async () => {
  await pair.bob.ok('setLocalUserAttributes', contents);
  const read = await pair.alice.ok('getUserAttributes', { userId: 'bob' });
  assert.deepEqual(read.userAttributesList, contents);
  assert.equal(read.userId, 'bob');
  const unknown = await pair.alice.call('getUserAttributes', { userId: 'nobody' });
  failed(unknown, 6, '');
  assert.equal(unknown.userId, 'nobody');
  failed(await pair.alice.call('getUserAttributes', null), 3, 'userId: is missing');
});

proves('getUserAttributesByKeys', async () => {
  await pair.bob.ok('setLocalUserAttributes', { ...contents, extra: 'x' });
  const question = { userId: 'bob', attributeKeys: ['age', 'name'] };
  const read = await pair.alice.ok('getUserAttributesByKeys', question);
  assert.deepEqual(read.userAttributesList, contents);
  failed(
    await pair.alice.call('getUserAttributesByKeys', { userId: 'bob' } as never),
    3,
    'attributeKeys',
  );
});

proves('setChannelAttributes', async () => {
  await pair.bob.ok('join', { channelId: 'described' });
  const channelId = 'described';
  await pair.alice.ok('setChannelAttributes', {
    channelId,
    attributes: contents,
    enableNoticeMembers: true,
  });
  const told = await pair.bob.take('onAttributesUpdated');
  assert.equal(told.channelId, channelId);
  assert.deepEqual(told.attributeList.map((each) => each.value).sort(), [23, 'Jerry'].sort());
  assert.equal(told.attributeList[0].lastUpdateUid, 'alice');
  failed(
    await pair.alice.call('setChannelAttributes', { channelId } as never),
    3,
    'attributes: is missing',
  );
});

proves('addOrUpdateChannelAttributes', async () => {
  const channelId = 'added';
  await pair.alice.ok('setChannelAttributes', { channelId, attributes: { name: 'Tom' } });
  await pair.alice.ok('addOrUpdateChannelAttributes', { channelId, attributes: contents });
  const read = await pair.bob.ok('getChannelAttributes', { channelId });
  assert.deepEqual(read.channelAttributes, contents);
});

proves('deleteChannelAttributesByKeys', async () => {
  const channelId = 'deleted';
  await pair.alice.ok('setChannelAttributes', { channelId, attributes: { ...contents, extra: 'x' } });
  await pair.alice.ok('deleteChannelAttributesByKeys', { channelId, attributeKeys: ['extra'] });
  const read = await pair.bob.ok('getChannelAttributes', { channelId });
  assert.deepEqual(read.channelAttributes, contents);
});

proves('clearChannelAttributes', async () => {
  const channelId = 'cleared';
  await pair.alice.ok('setChannelAttributes', { channelId, attributes: contents });
  await pair.alice.ok('clearChannelAttributes', { channelId, enableNoticeMembers: 'true' } as never);
  assert.deepEqual((await pair.bob.ok('getChannelAttributes', { channelId })).attributeList, []);
  failed(await pair.alice.call('clearChannelAttributes', null), 3, 'channelId: is missing');
});

proves('getChannelAttributes', async () => {
  const channelId = 'read';
  await pair.alice.ok('setChannelAttributes', { channelId, attributes: contents });
  const read = await pair.bob.ok('getChannelAttributes', { channelId });
  assert.deepEqual(read.channelAttributes, contents);
  assert.equal(read.channelId, channelId);
  const age = read.attributeList.find((each) => each.key === 'age');
  assert.equal(age?.value, 23);
  assert.equal(age?.lastUpdateUid, 'alice');
});

proves('getChannelAttributesByKeys', async () => {
  const channelId = 'readByKeys';
  await pair.alice.ok('setChannelAttributes', { channelId, attributes: { ...contents, extra: 'x' } });
  const question = { channelId, attributeKeys: ['age', 'name'] };
  const read = await pair.bob.ok('getChannelAttributesByKeys', question);
  assert.deepEqual(read.channelAttributes, contents);
});
