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

describe('in browsers', { skip: missing || false, timeout: 240_000 }, () => {
  before(setUp);
  after(tearDown);

  test('login', async () => {
    await alice.shoot('login');
    await alice.login(address());
    await bob.login(address());
    await alice.sees('me', 'alice').catch(() => alice.toTab('settings'));
    await alice.sees('connection', alice.words.connection[3]);
    await alice.sees('version', /SDK \d/);
    await alice.shoot('settings');
    await alice.toTab('chats');
    await alice.shoot('chats-empty');
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
    await alice.back();
    await alice.sees('chat-carol', 'Nobody keeps this');
    await alice.shoot('chats');
  });

  test('history: counted and read in pages', async () => {
    await alice.click('chat-bob');
    await alice.click('older');
    await alice.sees('past-total', '2 messages');
    assert.equal(await alice.find('line').filter({ hasText: 'some tea' }).count(), 1);
    // A new session knows nothing but what the server has kept.
    await bob.back();
    await bob.toTab('settings');
    await bob.click('logout');
    await bob.login(address());
    await bob.click('chat-alice');
  });
});
