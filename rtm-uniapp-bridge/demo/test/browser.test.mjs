// Alice (in English) and Bob (in Chinese) use the sample, each in a browser, over a real server.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Person } from './person.mjs';
import { missing, servePages, startBrowser, startServer } from './places.mjs';
import calls from './steps/calls.mjs';
import channels from './steps/channels.mjs';
import messages from './steps/messages.mjs';
import module from './steps/module.mjs';
import people from './steps/people.mjs';
import tokens from './steps/tokens.mjs';

const scene = { address: () => `ws://127.0.0.1:${scene.server.port}/rtm` };

async function setUp() {
  [scene.server, scene.pages, scene.browser] = await Promise.all([
    startServer(),
    servePages(),
    startBrowser(),
  ]);
  scene.alice = await Person.arrive(scene, 'alice', 'en');
  scene.bob = await Person.arrive(scene, 'bob', 'zh');
}

async function tearDown() {
  if (scene.browser) await scene.browser.close();
  if (scene.pages) scene.pages.stop();
  if (scene.server) await scene.server.stop();
}

// In this order: what one step leaves behind, the next begins with.
describe('in browsers', { skip: missing({ browser: true }), timeout: 300_000 }, () => {
  before(setUp);
  after(tearDown);

  test('login', async () => {
    const { alice, bob } = scene;
    await alice.shoot('login');
    await alice.login(scene.address());
    await bob.login(scene.address());
    await alice.shoot('chats-empty');
    await alice.toTab('settings');
    await alice.sees('me', 'alice');
    await alice.sees('connection', alice.words.connection[3]);
    await alice.sees('version', /SDK \d/);
    await alice.shoot('settings');
  });

  messages(scene);
  channels(scene);
  people(scene);
  calls(scene);
  module(scene);
  tokens(scene);

  test('no page has met an error', () => {
    const { alice, bob } = scene;
    assert.deepEqual([...alice.errors, ...bob.errors], []);
  });
});
