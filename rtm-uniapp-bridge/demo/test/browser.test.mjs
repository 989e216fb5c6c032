// Alice (in English) and Bob (in Chinese) use the sample, each in a browser, over a real server.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Person } from './person.mjs';
import { servePages, startBrowser, startServer, whatIsMissing } from './places.mjs';

const contract = JSON.parse(readFileSync(new URL('../../contract.json', import.meta.url), 'utf8'));
const missing = whatIsMissing();
if (missing && process.env.RTMKIT_REQUIRE_ALL === '1') throw new Error(missing);
if (missing) console.log(`The browser test is skipped: ${missing}`);

let server, pages, browser, alice, bob;
const address = () => `ws://127.0.0.1:${server.port}/rtm`;

async function setUp() {
  [server, pages, browser] = await Promise.all([startServer(), servePages(), startBrowser()]);
  alice = await Person.arrive(browser, pages.url, 'alice', 'en');
  bob = await Person.arrive(browser, pages.url, 'bob', 'zh');
}

async function tearDown() {
  if (browser) await browser.close();
  if (pages) pages.stop();
  if (server) await server.stop();
}

describe('in browsers', { skip: missing || false, timeout: 300_000 }, () => {
  before(setUp);
  after(tearDown);

  test('login', async () => {
    await alice.shoot('login');
    await alice.login(address());
    await bob.login(address());
    await alice.shoot('chats-empty');
    await alice.toTab('settings');
    await alice.sees('me', 'alice');
    await alice.sees('connection', alice.words.connection[3]);
    await alice.sees('version', /SDK \d/);
    await alice.shoot('settings');
  });

  test('peer messages: received, answered, kept, failed', async () => {
    await alice.startChat('bob');
    await alice.sees('presence', 'Online');
    await alice.say('Hello Bob, is there still some tea?');
    await alice.sees('line-state', alice.words.state.received);
    await bob.sees('unread', '1');
    await bob.click('chat-alice');
    await bob.sees('line', 'is there still some tea?');
    await bob.say('有的，来吧 🍵');
    await alice.sees('line', '来吧');
    await alice.say('x'.repeat(33 * 1024));
    await alice.sees('line-state', 'Not sent');
    await alice.find('again').waitFor();
    await alice.say('On my way. Should I bring anything? There is half a cake left from yesterday.');
    await alice.shoot('chat');
    await bob.shoot('chat-zh');
    await alice.back();
    await alice.startChat('carol');
    await alice.say('See you tomorrow');
    await alice.sees('line-state', alice.words.state.kept);
    await alice.click('options');
    await alice.shoot('chat-options');
    await alice.find('offline').locator('.uni-switch-input').click();
    await alice.click('sheet-close');
    await alice.say('Nobody keeps this');
    await alice.sees('line-state', 'Not sent');
    await alice.shoot('chat-failed');
    await alice.click('options');
    await alice.find('offline').locator('.uni-switch-input').click();
    await alice.click('sheet-close');
    await alice.click('again');
    await alice.find('again').waitFor({ state: 'detached' });
    await alice.back();
    await alice.sees('chat-carol', 'Nobody keeps this');
    await alice.shoot('chats');
  });

  test('history: counted and read in pages, each message once', async () => {
    await alice.click('chat-bob');
    await alice.click('older');
    await alice.sees('past-total', '3 messages');
    assert.equal(await alice.find('line').filter({ hasText: 'some tea' }).count(), 1);
    // A new session knows nothing but what the server has kept.
    await bob.back();
    await bob.toTab('settings');
    await bob.click('logout');
    await bob.login(address());
    await bob.click('chat-alice');
    await bob.find('older').waitFor();
    assert.equal(await bob.find('line').count(), 0);
    await bob.click('older');
    await bob.sees('line', 'some tea');
    assert.equal(await bob.count('line', 3), 3);
    await bob.back();
    await alice.back();
  });

  test('a message that waited is marked as such', async () => {
    await bob.toTab('settings');
    await bob.click('logout');
    await bob.find('login').waitFor();
    await alice.startChat('bob');
    await alice.say('Read this when you are back');
    await alice.sees('line-state', alice.words.state.kept);
    await alice.back();
    await bob.login(address());
    await bob.click('chat-alice');
    await bob.sees('line', bob.words.state.late);
    await bob.back();
  });

  test('a channel: talk, members, counts', async () => {
    await alice.join('tea-room');
    await bob.join('tea-room');
    await alice.sees('count', '2 members');
    await alice.sees('note', 'bob joined');
    await alice.say('Welcome to the tea room');
    await bob.sees('line', 'Welcome to the tea room');
    await bob.say('谢谢！今天喝什么茶？');
    await alice.sees('line', '今天喝什么茶');
    await alice.shoot('channel');
    await alice.click('details');
    await alice.find('member-bob').waitFor();
    await alice.shoot('channel-members');
  });

  test('attributes of a channel reach its members', async () => {
    await alice.click('tab-attributes');
    await alice.setAttribute('topic', 'Green tea');
    await alice.sees('attribute-topic', 'alice');
    await alice.setAttribute('seats', '8', 'number');
    await alice.setAttribute('open', true, 'boolean');
    await alice.sees('attribute-open', 'true');
    await bob.click('details');
    await bob.click('tab-attributes');
    await bob.sees('attribute-seats', '8');
    await bob.setAttribute('topic', '乌龙茶');
    await alice.sees('attribute-topic', '乌龙茶');
    await alice.sees('attribute-topic', 'bob');
    await alice.shoot('channel-attributes');
    await bob.shoot('channel-attributes-zh');
    await alice.write('attribute-keys', 'seats, open');
    await alice.click('attribute-find');
    await alice.find('attribute-topic').waitFor({ state: 'detached' });
    await alice.write('attribute-keys', '');
    await alice.click('attribute-find');
    await alice.click('attribute-delete', alice.find('attribute-seats'));
    await bob.find('attribute-seats').waitFor({ state: 'detached' });
    await alice.click('attribute-replace');
    await alice.write('attribute-json', '{"topic": "Black tea", "hot": true}');
    await alice.shoot('attributes-replace');
    await alice.click('attribute-save-all');
    await bob.sees('attribute-hot', 'true');
    await bob.find('attribute-open').waitFor({ state: 'detached' });
    await alice.click('attribute-clear');
    await alice.agree();
    await bob.find('attribute-topic').waitFor({ state: 'detached' });
  });

  test('leave and release', async () => {
    await bob.click('tab-options');
    await bob.shoot('channel-options-zh');
    await bob.click('leave');
    await bob.find('join-here').waitFor();
    await bob.click('join-here');
    await bob.find('message').waitFor();
    await bob.back();
    await bob.sees('channel-tea-room', bob.words.channels.joined);
    await bob.shoot('channels-zh');
    await alice.click('tab-options');
    await alice.click('release-channel');
    await alice.agree();
    await alice.find('channel-tea-room').waitFor({ state: 'detached' });
    await bob.click('channel-tea-room');
    await bob.sees('note', 'alice 离开');
    await bob.back();
  });

  test('presence: asked, watched, listed', async () => {
    await alice.toTab('people');
    await alice.write('new-person', 'bob, carol');
    await alice.click('watch');
    await alice.sees('person-bob', 'Online');
    await alice.sees('person-carol', 'Offline');
    await alice.click('watched');
    await bob.toTab('settings');
    await bob.click('logout');
    await bob.find('login').waitFor();
    await alice.sees('person-bob', 'Offline');
    await bob.login(address());
    await alice.sees('person-bob', 'Online');
    await alice.click('unwatch', alice.find('person-carol'));
    await alice.find('watch-this').waitFor();
    await alice.shoot('people');
  });

  test("one's own attributes, and those of others", async () => {
    await bob.toTab('people');
    await bob.click('tab-mine');
    await bob.setAttribute('name', '鲍勃');
    await bob.setAttribute('age', '23', 'number');
    await bob.sees('attribute-age', '23');
    await bob.shoot('my-attributes-zh');
    await alice.click('person-bob');
    await alice.sees('attribute-name', '鲍勃');
    await alice.shoot('person');
    await alice.write('attribute-keys', 'age');
    await alice.click('attribute-find');
    await alice.find('attribute-name').waitFor({ state: 'detached' });
    await bob.write('attribute-keys', 'name');
    await bob.click('attribute-find');
    await bob.find('attribute-age').waitFor({ state: 'detached' });
    await bob.click('attribute-delete');
    await bob.find('attribute-name').waitFor({ state: 'detached' });
    await bob.click('attribute-replace');
    await bob.write('attribute-json', '{"mood": "好"}');
    await bob.click('attribute-save-all');
    await bob.find('attribute-mood').waitFor();
    await bob.click('attribute-clear');
    await bob.agree();
    await bob.find('attribute-mood').waitFor({ state: 'detached' });
    await alice.back();
  });

  test('a call that is accepted', async () => {
    await alice.startCall('bob', 'Shall we talk?', 'tea-room');
    await bob.sees('phase', bob.words.phase.ringingIn);
    await bob.sees('call-content', 'Shall we talk?');
    await alice.sees('phase', alice.words.phase.ringingOut);
    await alice.shoot('call-out');
    await bob.shoot('call-in-zh');
    await bob.write('response', '好的');
    await bob.click('accept');
    await bob.sees('phase', bob.words.phase.accepted);
    await alice.sees('phase', alice.words.phase.accepted);
    await alice.sees('call-answer', '好的');
    await alice.shoot('call-accepted');
    await alice.click('done');
    await bob.click('done');
  });

  test('a call that is declined, one that is canceled, one to nobody', async () => {
    await alice.startCall('bob', '');
    await bob.click('refuse');
    await alice.sees('phase', alice.words.phase.refused);
    await alice.shoot('call-refused');
    await alice.click('done');
    await bob.click('done');
    await alice.startCall('bob', '');
    await bob.sees('phase', bob.words.phase.ringingIn);
    await alice.click('cancel');
    await bob.sees('phase', bob.words.phase.canceled);
    await alice.sees('phase', alice.words.phase.canceled);
    await alice.click('done');
    await bob.click('done');
    await alice.startCall('carol', '');
    await alice.sees('phase', alice.words.phase.calling);
    await alice.click('call-close');
    assert.equal(await alice.count('call', 4), 4);
    await bob.toTab('calls');
    assert.equal(await bob.count('call', 3), 3);
    await bob.shoot('calls-zh');
  });

  test('settings of the module', async () => {
    await alice.toTab('settings');
    await alice.click('parameters');
    await alice.shoot('parameters');
    await alice.click('parameters-save');
    await alice.find('parameters-json').waitFor({ state: 'detached' });
    await alice.click('renew');
    await alice.write('new-token', 'anything');
    await alice.click('renew-now');
    await alice.find('new-token').waitFor({ state: 'detached' });
    await alice.click('log-file');
    await alice.click('log-path-save');
    await alice.find('log-path').waitFor({ state: 'detached' });
    await alice.click('log-file');
    await alice.click('log-size-save');
    await alice.find('log-size').waitFor({ state: 'detached' });
    await alice.click('log-filter');
    await alice.page.locator('.uni-picker-action-confirm:visible').click();
  });

  test('the server waits for a callee who is away, for half a minute', async () => {
    await alice.toTab('calls');
    await alice.sees('call-phase', alice.words.failure.out[1], undefined, 40_000);
    await alice.shoot('calls');
    await alice.toTab('settings');
  });

  test('a server that comes back: channels begin anew, calls have failed', async () => {
    const { port } = server;
    await bob.join('tea-room');
    await alice.startCall('bob', 'Are you still there?');
    await bob.sees('phase', bob.words.phase.ringingIn);
    await server.stop();
    await alice.click('call-close');
    await alice.sees('connection-bar', alice.words.connection[4]);
    await alice.shoot('reconnecting');
    server = await startServer(port);
    await alice.find('connection-bar').waitFor({ state: 'detached', timeout: 40_000 });
    await alice.sees('call-phase', alice.words.phase.failed);
    await bob.sees('phase', bob.words.phase.failed, undefined, 40_000);
    await bob.shoot('call-failed-zh');
    await bob.click('done');
    await bob.sees('note', bob.words.note.channelReset);
    await bob.shoot('channel-reset-zh');
    await bob.back();
    await alice.toTab('settings');
  });

  test('the logs of the two have every function, and all but rare events', async (t) => {
    await bob.toTab('settings');
    const entries = [...(await alice.readLog()), ...(await bob.readLog())];
    await alice.shoot('log');
    const seen = new Set(entries.map((each) => each.name));
    const functions = Object.keys({ ...contract.functions, ...contract.functionsBesides });
    // How the log itself comes about; and what the last test does.
    const others = ['setCallBack', 'release'];
    assert.deepEqual(functions.filter((each) => !seen.has(each) && !others.includes(each)), []);
    const events = Object.keys({ ...contract.events, ...contract.eventsBesides });
    t.diagnostic(`events not met: ${events.filter((each) => !seen.has(each)).join(', ')}`);
    const rare = Object.keys(contract.eventsBesides);
    assert.deepEqual(events.filter((each) => !seen.has(each) && !rare.includes(each)), []);
  });

  test('the log can be filtered, searched and cleared', async () => {
    await alice.click('log-failed');
    await alice.write('log-search', 'sendMessageToPeer');
    await alice.sees('log-entry', 'at most 32768');
    await alice.find('log-entry').filter({ hasText: 'createInstance' }).first().waitFor({ state: 'detached' });
    await alice.click('log-clear');
    await alice.sees('log-count', '0');
    await alice.back();
  });

  test('the other language, and the release of the client', async () => {
    await alice.click('language-zh');
    await alice.sees('logout', alice.other.settings.logout);
    await alice.shoot('settings-zh');
    await alice.click('language-en');
    await alice.sees('logout', alice.words.settings.logout);
    await alice.click('release');
    await alice.agree();
    await alice.find('login').waitFor();
    await alice.click('language');
    await alice.sees('login', alice.other.login.go);
    await alice.shoot('login-zh');
  });

  test('no page has met an error', () => {
    assert.deepEqual([...alice.errors, ...bob.errors], []);
  });
});
