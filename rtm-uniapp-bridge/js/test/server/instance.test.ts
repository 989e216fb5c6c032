import assert from 'node:assert/strict';
import { functionTests } from '../support/functionTests';
import { APP_ID, failed, TestUser } from '../support/TestUser';

const { pair, proves } = functionTests();

proves('setCallBack', async () => {
  const user = new TestUser('carol');
  const told: string[] = [];
  user.module.setCallBack((event) => told.push(event.rtmEvent));
  await user.ok('createInstance', { appId: APP_ID, server: pair.server.url });
  await user.ok('login', { userId: 'carol' });
  assert.deepEqual(told, ['onConnectionStateChanged', 'onConnectionStateChanged']);
  assert.equal(user.events.length, 0, 'a later callback replaces the earlier one');
  await user.end();
});

proves('createInstance', async () => {
  const user = new TestUser('carol');
  failed(await user.call('createInstance', { appId: 'short' }), 3, 'appId');
  failed(await user.call('createInstance', { appId: APP_ID, server: 'ftp://x' }), 4, 'scheme');
  const noServer = await user.ok('createInstance', { appId: APP_ID });
  assert.match(noServer.message, /no server is known/);
  failed(await user.call('login', { userId: 'carol' }), 3, 'no server is known');
  await user.ok('createInstance', { appId: APP_ID, server: pair.server.url });
  await user.ok('login', { userId: 'carol' });
  await user.ok('createInstance', { appId: APP_ID });
  failed(await user.call('login', { userId: 'carol' }), 8, 'log out first');
  await user.ok('createInstance', { appId: APP_ID.replace('0', 'x'), server: pair.server.url });
  await user.ok('login', { userId: 'carol' });
  await user.end();
});

proves('login', async () => {
  const user = new TestUser('carol');
  failed(await user.call('login', { userId: 'carol' }), 101, 'createInstance');
  await user.ok('createInstance', { appId: APP_ID, server: pair.server.url });
  failed(await user.call('login', null), 3, 'userId: is missing');
  failed(await user.call('login', { userId: 'null' }), 3, 'userId');
  await user.ok('login', { userId: 4711, token: null });
  await user.take('onConnectionStateChanged', (e) => e.state === 2 && e.reason === 1);
  await user.take('onConnectionStateChanged', (e) => e.state === 3 && e.reason === 2);
  failed(await user.call('login', { userId: 4711 }), 8, 'log out first');
  await user.end();
});

proves('logout', async () => {
  const user = new TestUser('carol');
  failed(await user.call('logout'), 101, 'createInstance');
  await user.ok('createInstance', { appId: APP_ID, server: pair.server.url });
  failed(await user.call('logout'), 102, 'not logged in');
  await user.ok('login', { userId: 'carol' });
  await user.ok('logout');
  await user.take('onConnectionStateChanged', (e) => e.state === 1 && e.reason === 6);
  await user.ok('login', { userId: 'carol' });
  await user.end();
});

proves('release', async () => {
  const user = await TestUser.at(pair.server.url, 'carol');
  await user.ok('join', { channelId: 'release' });
  const pending = user.call('getMembers', { channelId: 'release' });
  const released = user.call('release');
  failed(await pending, 101, 'released');
  assert.equal((await released).code, 0);
  await user.ok('release');

  const other = await TestUser.at(pair.server.url, 'carol');
  const [logout, release] = await Promise.all([other.call('logout'), other.call('release')]);
  assert.deepEqual([logout.code, release.code], [0, 0]);
});

proves('renewToken', async () => {
  await pair.alice.ok('renewToken', { token: 'anything, in dev mode' });
  failed(await pair.alice.call('renewToken', null), 2, 'token: is missing');
  failed(await new TestUser('carol').call('renewToken', { token: 'x' }), 101, 'createInstance');
});

proves('getSdkVersion', async () => {
  const { version } = await pair.alice.ok('getSdkVersion');
  assert.equal((pair.alice.module.getSdkVersion as () => unknown)(), version);
  assert.match(version, /^\d+\.\d+\.\d+$/);
});

proves('setParameters', async () => {
  const user = new TestUser('carol');
  const address = { Cmd: 'ConfPriCloudAddr', ServerAdd: '127.0.0.1', Port: pair.server.port };
  failed(await user.call('setParameters', '{"rtm.server": "ws://x:y"}'), 1, 'port');
  await user.ok('setParameters', JSON.stringify(address));
  await user.ok('setParameters', { 'rtm.log_filter': 65535 });
  await user.ok('createInstance', { appId: APP_ID, server: 'ws://127.0.0.1:1/rtm' });
  await user.ok('login', { userId: 'carol' });
  await user.end();
});

proves('setLogFile', async () => {
  failed(await pair.alice.call('setLogFile', null), 1, 'filePath: is missing');
  await pair.alice.ok('setLogFile', { filePath: 'rtm.log' });
  await pair.alice.ok('setLogFilter', { filter: 0 });
});

proves('setLogFilter', async () => {
  for (const filter of [8, 0xc, 0xe, 0xf, 0]) {
    await pair.alice.ok('setLogFilter', { filter });
  }
  failed(await pair.alice.call('setLogFilter', { filter: 'loud' } as never), 1, 'filter');
});

proves('setLogFileSize', async () => {
  await pair.alice.ok('setLogFileSize', { fileSizeInKBytes: 512 });
});

proves('setCallEventListener', async () => {
  await pair.alice.ok('setCallEventListener');
});
