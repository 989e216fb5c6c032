// Channels: talk, members, attributes.
import { test } from 'node:test';

export default function (scene) {
  test('a channel: talk, members, counts', async () => {
    const { alice, bob } = scene;
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
    const { alice, bob } = scene;
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
    const { alice, bob } = scene;
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
}
