// Settings, the log, the languages.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const contract = JSON.parse(readFileSync(new URL('../../../contract.json', import.meta.url), 'utf8'));

export default function (scene) {
  test('settings of the module', async () => {
    const { alice } = scene;
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

  test('the logs of the two have every function, and all but rare events', async (t) => {
    const { alice, bob } = scene;
    await bob.toTab('settings');
    const entries = [...(await alice.readLog()), ...(await bob.readLog())];
    await alice.shoot('log');
    const seen = new Set(entries.map((each) => each.name));
    const functions = Object.keys({ ...contract.functions, ...contract.functionsBesides });
    // How the log itself comes about; and what the last test does.
    const others = ['setCallBack', 'release'];
    assert.deepEqual(
      functions.filter((each) => !seen.has(each) && !others.includes(each)),
      [],
    );
    const events = Object.keys({ ...contract.events, ...contract.eventsBesides });
    t.diagnostic(`events not met: ${events.filter((each) => !seen.has(each)).join(', ')}`);
    const rare = Object.keys(contract.eventsBesides);
    assert.deepEqual(
      events.filter((each) => !seen.has(each) && !rare.includes(each)),
      [],
    );
  });

  test('the log can be filtered, searched and cleared', async () => {
    const { alice } = scene;
    await alice.click('log-failed');
    await alice.write('log-search', 'sendMessageToPeer');
    await alice.sees('log-entry', 'at most 32768');
    await alice
      .find('log-entry')
      .filter({ hasText: 'createInstance' })
      .first()
      .waitFor({ state: 'detached' });
    await alice.click('log-clear');
    await alice.sees('log-count', '0');
    await alice.back();
  });

  test('the other language, and the release of the client', async () => {
    const { alice } = scene;
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
}
