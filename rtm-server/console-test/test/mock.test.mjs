// Every view with the pretended server: hostile ids and texts, refused keys, questions, both languages,
// both themes, both widths.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HOSTILE } from '../mock/hostile.mjs';
import { startMock } from '../mock/server.mjs';
import {
  goTo,
  logIn,
  NARROW,
  openPage,
  reload,
  shoot,
  skipWithoutBrowser,
  startBrowser,
  WIDE,
} from './browser.mjs';
import { confirmWith } from './steps.mjs';

const VIEWS = [
  'overview',
  'people',
  'people/users/alice',
  'people/channels/room-1',
  'people/bans',
  'people/invitations',
  'apps',
  'playground',
  'errors',
];
const hashOf = (id) => encodeURIComponent(id);

/** No part of the page is wider than the window, besides what scrolls within itself. */
const isTooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

/** How many buttons, links and fields have no name that could be read out. */
const nameless = (page) =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('button, a, input, select')].filter(
        (each) =>
          each.offsetParent !== null &&
          !each.textContent.trim() &&
          !each.getAttribute('aria-label') &&
          !each.labels?.length,
      ).length,
  );

describe('the console', { skip: skipWithoutBrowser(), timeout: 300_000 }, () => {
  let mock;
  let browser;
  before(async () => {
    [mock, browser] = await Promise.all([startMock(), startBrowser()]);
  });
  after(async () => {
    await browser?.close();
    mock?.stop();
  });

  async function arrive(options) {
    const page = await openPage(browser, mock.url, options);
    await logIn(page, mock.key);
    return page;
  }

  for (const [name, options] of [
    ['wide-light-en', { size: WIDE }],
    ['wide-dark-zh', { size: WIDE, dark: true, locale: 'zh-CN' }],
    ['narrow-dark-en', { size: NARROW, dark: true }],
    ['narrow-light-zh', { size: NARROW, locale: 'zh-CN' }],
  ]) {
    test(`every view, ${name}`, async () => {
      const page = await arrive(options);
      await page.waitForFunction(() => document.querySelectorAll('.plot canvas').length === 8);
      for (const view of VIEWS) {
        await goTo(page, view);
        assert.equal(await isTooWide(page), false, view);
        assert.equal(await nameless(page), 0, view);
        await shoot(page, `${view.replaceAll('/', '-')}-${name}`);
      }
      assert.equal(
        await page.evaluate(() => document.documentElement.lang),
        options.locale ?? 'en',
      );
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });
  }

  test('a wrong key is refused, a good one stays in the tab only', async () => {
    const page = await openPage(browser, mock.url);
    await page.locator('#key').fill('guess');
    await page.locator('[data-dialog=key] button').click();
    await page.getByText('The server does not take this key.').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('[data-dialog=key]').isVisible(), true);
    await logIn(page, mock.key);
    assert.equal(await page.evaluate(() => sessionStorage.getItem('rtmkit.key')), mock.key);
    assert.equal(await page.evaluate(() => JSON.stringify(localStorage)), '{}');
    await reload(page);
    await page.locator('main .view').first().waitFor();
    await page.locator('#leave').click();
    await page.locator('[data-dialog=key]').waitFor();
    await page.context().close();
  });

  test('a key that is no longer good is asked for again', async () => {
    const page = await arrive();
    mock.world.key = 'another';
    await page.locator('[data-dialog=key]').waitFor();
    mock.world.key = mock.key;
    await logIn(page, mock.key);
    await page.context().close();
  });

  test('ids and texts of strangers never become markup', async () => {
    const page = await arrive();
    await goTo(page, `people/users/${hashOf(HOSTILE)}`);
    await page.locator('article h2').filter({ hasText: HOSTILE }).waitFor();
    await page.locator('.chip').filter({ hasText: HOSTILE }).waitFor();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.locator('.events li').filter({ hasText: HOSTILE }).first().waitFor();
    await page.getByRole('button', { name: 'Ban', exact: true }).click();
    await confirmWith(page, 'ban', HOSTILE);
    await page.locator('.toast').filter({ hasText: HOSTILE }).waitFor();
    await goTo(page, 'people/bans');
    await page.locator('td').filter({ hasText: HOSTILE }).first().waitFor();
    await goTo(page, `people/channels/${hashOf(HOSTILE)}`);
    await page.locator('article h2').filter({ hasText: HOSTILE }).waitFor();
    await goTo(page, 'people/invitations');
    await page.locator('td').filter({ hasText: HOSTILE }).waitFor();
    await goTo(page, 'errors');
    await page.locator('.error').filter({ hasText: HOSTILE }).waitFor();
    const inserted = await page.evaluate(() => [
      window.hacked,
      document.querySelectorAll('main img, main script, [onerror]').length,
    ]);
    assert.deepEqual(inserted, [undefined, 0]);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test('who goes on while the apps are asked for arrives there', async () => {
    const page = await arrive();
    let answer;
    const held = new Promise((resolve) => {
      answer = resolve;
    });
    await page.route('**/v1/apps', async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest('**/v1/apps');
    await page.locator('#nav a[href="#people"]').click();
    await asked;
    await page.goto(`${page.url().split('#')[0]}#people/users/alice`);
    answer();
    await page.locator('article h2').filter({ hasText: 'alice' }).waitFor();
    await page.locator('article .facts').waitFor();
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test('how the webhooks are', async () => {
    const page = await arrive();
    await goTo(page, 'errors');
    const facts = page.locator('.facts').filter({ hasText: 'Oldest waits for' });
    const said = (await facts.innerText()).replaceAll(/\s+/g, ' ');
    for (const fact of ['Waiting 4', 'Oldest waits for 12 s', 'Given up 1', 'no longer kept 3'])
      assert.ok(said.includes(fact), `${fact}: ${said}`);
    await page.context().close();
  });

  test('search, further pages, and any id by its name', async () => {
    const page = await arrive();
    await goTo(page, 'people');
    const links = page.locator('.list a');
    await page.waitForFunction(() => document.querySelectorAll('.list a').length === 50);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.waitForFunction(() => document.querySelectorAll('.list a').length === 100);
    await page.getByPlaceholder('User ids that begin with').fill('user-12');
    await page.waitForFunction(() => document.querySelectorAll('.list a').length === 10);
    assert.equal(await links.first().locator('.id').textContent(), 'user-120');
    await page.getByPlaceholder('User ids that begin with').fill('a;b#c?d%e&f=g+h');
    await links.filter({ hasText: 'a;b#c?d%e&f=g+h' }).click();
    await page.locator('article h2').filter({ hasText: 'a;b#c?d%e&f=g+h' }).waitFor();
    await page.getByPlaceholder('User ids that begin with').fill('nobody');
    await page.locator('.exact').filter({ hasText: 'nobody' }).click();
    await page.getByText('Has no session.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Kick', exact: true }).isDisabled(), true);
    await page.context().close();
  });

  test('what cannot be undone is asked first', async () => {
    const page = await arrive();
    const drained = () => mock.world.requests.filter((each) => each.endsWith('/drain')).length;
    await page.getByRole('button', { name: 'Drain', exact: true }).click();
    await page.locator('[data-dialog=drain]').getByRole('button', { name: 'Cancel' }).click();
    await page.locator('[data-dialog=drain]').waitFor({ state: 'detached' });
    assert.equal(drained(), 0);
    await page.getByRole('button', { name: 'Drain', exact: true }).click();
    await page.locator('[data-dialog=drain] .danger').click();
    await page.locator('.banner').filter({ hasText: 'the server drains' }).waitFor();
    assert.equal(drained(), 1);
    await shoot(page, 'overview-drained');
    mock.world.ready = true;
    await page.context().close();
  });

  test('an app is made and its certificate is shown once', async () => {
    const page = await arrive();
    await goTo(page, 'apps');
    await page.getByRole('button', { name: 'Create an app', exact: true }).click();
    await page.locator('[data-dialog=create-app] .primary').click();
    const secret = page.locator('[data-dialog=secret]');
    assert.equal(await secret.locator('input').inputValue(), 'c'.repeat(32));
    await shoot(page, 'apps-certificate');
    await secret.getByRole('button', { name: 'Copy' }).click();
    await secret.getByText('Copied.').waitFor();
    await secret.getByRole('button', { name: 'Done' }).click();
    await page.locator('.app').nth(1).waitFor();
    assert.doesNotMatch(await page.content(), /c{32}/);
    await page.locator('.app summary').first().click();
    await page.getByRole('button', { name: 'Create a key', exact: true }).first().click();
    await page.locator('[data-dialog=create-key] input').fill('reports');
    await page.locator('[data-dialog=create-key] .primary').click();
    assert.match(await secret.locator('input').inputValue(), /^k-\d+:not-a-secret$/);
    await secret.getByRole('button', { name: 'Done' }).click();
    await page.locator('td').filter({ hasText: 'reports' }).first().waitFor();
    await page.context().close();
  });

  test('language and theme are remembered', async () => {
    const page = await arrive();
    await page.locator('#language').click();
    await page.locator('h1').filter({ hasText: '总览' }).waitFor();
    await page.locator('#theme').click();
    const theme = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await theme();
    await reload(page);
    await page.locator('h1').filter({ hasText: '总览' }).waitFor();
    assert.equal(await theme(), dark);
    await page.locator('#theme').click();
    assert.notEqual(await theme(), dark);
    assert.equal(
      await page
        .locator('#nav')
        .innerText()
        .then((text) => /[a-z]{3}/.test(text)),
      false,
    );
    await page.context().close();
  });

  test('the keyboard reaches everything', async () => {
    const page = await openPage(browser, mock.url);
    await page.keyboard.type(mock.key);
    await page.keyboard.press('Enter');
    await page.locator('main .view').first().waitFor();
    const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Skip to content');
    for (let i = 0; i < 6; i++) await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Users & channels');
    await page.keyboard.press('Enter');
    await page.locator('[data-view=people]:not([hidden])').waitFor();
    await page.context().close();
  });
});
