// Messages between users: how they are delivered, kept and read again.
import assert from 'node:assert/strict';
import { test } from 'node:test';

export default function (scene) {
  test('peer messages: received, answered, kept, failed', async () => {
    const { alice, bob } = scene;
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
    await alice.sees('line', 'On my way');
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
    const { alice, bob } = scene;
    await alice.click('chat-bob');
    await alice.click('older');
    await alice.sees('past-total', '3 messages');
    assert.equal(await alice.find('line').filter({ hasText: 'some tea' }).count(), 1);
    // A new session knows nothing but what the server has kept.
    await bob.back();
    await bob.toTab('settings');
    await bob.click('logout');
    await bob.login(scene.address());
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
    const { alice, bob } = scene;
    await bob.toTab('settings');
    await bob.click('logout');
    await bob.find('login').waitFor();
    await alice.startChat('bob');
    await alice.say('Read this when you are back');
    await alice.sees('line-state', alice.words.state.kept);
    await alice.back();
    await bob.login(scene.address());
    await bob.click('chat-alice');
    await bob.sees('line', bob.words.state.late);
    await bob.back();
  });
}
