import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { RtmFunctionName } from '../../src/api';
import { functions } from '../support/contract';
import { APP_ID, failed, TestUser } from '../support/TestUser';

test('every function has its test against a server', () => {
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder).map((each) => readFileSync(new URL(each, folder), 'utf8'));
  const proven = sources.join().match(/(?<=proves\(')\w+(?=')/g);
  assert.deepEqual(proven?.sort(), Object.keys(functions).sort());
});

const settings = ['createInstance', 'release', 'getSdkVersion', 'setParameters'];
const always = [...settings, 'setCallBack'];
const log = ['setLogFile', 'setLogFilter', 'setLogFileSize'];
const options = {
  appId: APP_ID,
  userId: 'x',
  peerId: 'x',
  channelId: 'x',
  calleeId: 'x',
  text: 'x',
  token: 'x',
  peerIds: ['x'],
  channelIds: ['x'],
  attributeKeys: ['x'],
  attributes: { x: 'x' },
};

test('without an instance every call is answered 101', async () => {
  const user = new TestUser('carol');
  for (const name of Object.keys(functions).filter((each) => !always.includes(each))) {
    failed(await user.call(name as RtmFunctionName, options as never), 101, 'createInstance');
  }
});

test('without a login every call is answered 102', async () => {
  const user = new TestUser('carol');
  await user.ok('createInstance', { appId: APP_ID, server: 'ws://127.0.0.1:1' });
  const local = ['login', 'createChannel', 'channelRelease', 'setCallEventListener', ...log, ...always];
  for (const name of Object.keys(functions).filter((each) => !local.includes(each))) {
    const given = name.includes('History') ? { channelId: 'x' } : options;
    const own = name.includes('LocalUserAttributes') && !name.startsWith('delete') ? { x: 1 } : given;
    failed(await user.call(name as RtmFunctionName, own as never), 102, 'not logged in');
  }
  const failure = await user.take('onLocalInvitationFailure');
  assert.equal(failure.code, 4);
});
