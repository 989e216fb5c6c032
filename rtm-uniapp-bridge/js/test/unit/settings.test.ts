import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toUrl } from '../../src/client/settings/ServerAddress';
import { ServerSettings } from '../../src/client/settings/ServerSettings';

const GOOD: [string, string][] = [
  ['host', 'ws://host:7080/rtm'],
  [' host:1 ', 'ws://host:1/rtm'],
  ['rtm://host', 'ws://host:7080/rtm'],
  ['tcp://host', 'ws://host:7080/rtm'],
  ['rtms://host', 'wss://host:7080/rtm'],
  ['ws://host', 'ws://host:80/rtm'],
  ['WS://host/', 'ws://host:80/rtm'],
  ['wss://host', 'wss://host:443/rtm'],
  ['wss://host:8443/a/b?c', 'wss://host:8443/a/b?c'],
  ['[::1]', 'ws://[::1]:7080/rtm'],
  ['ws://[::1]:99/x', 'ws://[::1]:99/x'],
];

const BAD: [string, RegExp][] = [
  ['', /host is missing/],
  ['http://host', /scheme/],
  ['host/path', /only WebSocket/],
  ['::1', /brackets/],
  ['host:0', /1 to 65535/],
  ['host:65536', /1 to 65535/],
  ['host:x', /not a number/],
  ['host:', /not a number/],
  ['a b', /not allowed/],
  ['user@host', /not valid/],
  ['ws://:80', /host is missing/],
];

for (const [text, url] of GOOD) {
  test(`server address ${text}`, () => assert.equal(toUrl(text), url));
}

for (const [text, problem] of BAD) {
  test(`no server address: ${text}`, () => assert.throws(() => toUrl(text), problem));
}

function parameter(given: unknown): string | undefined {
  const settings = new ServerSettings();
  settings.apply(given);
  return settings.url();
}

test('parameters in every spelling', () => {
  const host = 'ws://host:99/rtm';
  assert.equal(parameter({ Cmd: 'ConfPriCloudAddr', ServerAdd: 'host', Port: 99 }), host);
  assert.equal(parameter('{"Cmd":"ConfPriCloudAddr","ServerAdd":"host","Port":"99"}'), host);
  assert.equal(parameter({ cmd: 'confPriCloudAddr', serverAdd: 'host', port: 99 }), host);
  assert.equal(parameter({ confPriCloudAddr: { ServerAdd: 'host', Port: 99, Wss: false } }), host);
  assert.equal(parameter({ ConfPriCloudAddr: { serverAdd: 'host:99' } }), host);
  assert.equal(parameter({ 'rtm.server': 'host:99' }), host);
  const secure = { Cmd: 'ConfPriCloudAddr', ServerAdd: 'host', Wss: true };
  assert.equal(parameter(secure), 'wss://host:443/rtm');
  assert.equal(parameter({ ...secure, Port: 7080, Wss: 'true' }), 'wss://host:7080/rtm');
  assert.equal(parameter({ ...secure, ServerAdd: 'ws://host:1', Port: 2 }), 'ws://host:1/rtm');
});

test('other parameters mean nothing, wrong ones change nothing', () => {
  assert.equal(parameter({ 'rtm.log_filter': 65535, Cmd: 'Other' }), undefined);
  assert.equal(parameter(undefined), undefined);
  const settings = new ServerSettings();
  settings.apply({ 'rtm.server': 'one' });
  for (const wrong of ['{', '[]', 7, { Cmd: 'ConfPriCloudAddr' }, { 'rtm.server': 'x:y' }]) {
    assert.throws(() => settings.apply(wrong));
  }
  const port = { Cmd: 'ConfPriCloudAddr', ServerAdd: 'h', Port: 65536 };
  assert.throws(() => settings.apply(port), /Port/);
  assert.equal(settings.url(), 'ws://one:7080/rtm');
});

test('setParameters counts more than createInstance', () => {
  const settings = new ServerSettings();
  settings.apply({ 'rtm.server': 'one' });
  settings.setArgument('two');
  assert.equal(settings.url(), 'ws://one:7080/rtm');
});
