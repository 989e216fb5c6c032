// Presence, and the attributes of users.
import { test } from 'node:test';

export default function (scene) {
  test('presence: asked, watched, listed', async () => {
    const { alice, bob } = scene;
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
    await bob.login(scene.address());
    await alice.sees('person-bob', 'Online');
    await alice.click('unwatch', alice.find('person-carol'));
    await alice.find('watch-this').waitFor();
    await alice.shoot('people');
  });

  test("one's own attributes, and those of others", async () => {
    const { alice, bob } = scene;
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
}
