// The console of a real server. ConsoleIT starts it, lets clients talk, and watches whom this kicks.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  goTo,
  logIn,
  NARROW,
  openPage,
  shoot,
  skipWithoutBrowser,
  startBrowser,
} from './browser.mjs';
import { confirmWith, pane, waitForTile } from './steps.mjs';

const {
  RTMKIT_CONSOLE_URL: url,
  RTMKIT_CONSOLE_KEY: key,
  RTMKIT_CONSOLE_VICTIM: victim,
} = process.env;
const skip = skipWithoutBrowser() || (!url && 'no RTMKIT_CONSOLE_URL: ConsoleIT gives it');

describe('with a server', { skip, timeout: 300_000 }, () => {
  let browser;
  let page;
  before(async () => {
    browser = await startBrowser();
    page = await openPage(browser, url);
  });
  after(() => browser?.close());

  test('live numbers while clients talk', async () => {
    await logIn(page, key);
    await waitForTile(page, 'sessions');
    await waitForTile(page, 'messages');
    await waitForTile(page, 'memory');
    await page.locator('#health[data-state=ready]').waitFor();
    await shoot(page, 'server-overview');
  });

  test('two users of the playground talk', async () => {
    await goTo(page, 'playground');
    const alice = pane(page, 'alice');
    const bob = pane(page, 'bob');
    await alice.logIn();
    await bob.logIn();
    await alice.say('hello <b>bob</b>');
    await bob.said('hello <b>bob</b>');
    await alice.frame('reply peerMessage').locator('.good').waitFor();
    await bob.frame('ack').waitFor();
    await alice.press('Join');
    await alice.said('Joined playground.');
    await bob.press('Join');
    await alice.said('bob joined playground.');
    await bob.say('hello all');
    await alice.said('hello all');
    await alice.frame('push publication').click();
    await shoot(page, 'server-playground');
  });

  test('a trace shows what a user does', async () => {
    await goTo(page, 'people/users/bob');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.locator('.heading').filter({ hasText: 'running' }).waitFor();
    await page.locator('.compose, article form').last().locator('input').last().fill('psst');
    await page.locator('article form').getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('article').getByText('Answer:').waitFor();
    await page.locator('.events li').first().waitFor();
    await shoot(page, 'server-trace');
  });

  test('a user is found and kicked', async () => {
    await goTo(page, 'people/users');
    await page.getByPlaceholder('User ids that begin with').fill(victim.slice(0, 4));
    await page.locator('.list a').filter({ hasText: victim }).click();
    await page.locator('article .badge.state-online').waitFor();
    await page.getByRole('button', { name: 'Kick', exact: true }).click();
    await confirmWith(page, 'kick', 'seen in the console');
    await page.locator('.toast').filter({ hasText: 'was kicked' }).waitFor();
    await page.locator('article .badge.state-offline').waitFor();
    await shoot(page, 'server-kicked');
  });

  test('a user of the playground learns that it was banned', async () => {
    await goTo(page, 'people/users/alice');
    await page.getByRole('button', { name: 'Ban', exact: true }).click();
    await confirmWith(page, 'ban', 'enough');
    await goTo(page, 'playground');
    await pane(page, 'alice').said('CLOSE_CODE_BANNED');
    await goTo(page, 'people/users/alice');
    await page.getByRole('button', { name: 'Lift the ban', exact: true }).click();
    await page.locator('.toast').filter({ hasText: 'may log in again' }).waitFor();
  });

  test('errors are listed', async () => {
    await goTo(page, 'playground');
    const alice = pane(page, 'alice');
    await alice.logIn();
    await alice.root.locator('.compose select').selectOption('peer');
    await alice.root.getByLabel('Receiver').fill('nobody');
    await alice.say('are you there?');
    await alice.said('PEER_MESSAGE_ERR_PEER_UNREACHABLE');
    await goTo(page, 'errors');
    await page.locator('.error').filter({ hasText: 'peer_message' }).waitFor();
    await shoot(page, 'server-errors');
  });

  test('an app is made, and its users need tokens that the playground has', async () => {
    await goTo(page, 'apps');
    await page.getByRole('button', { name: 'Create an app', exact: true }).click();
    await page.locator('[data-dialog=create-app] .primary').click();
    const secret = page.locator('[data-dialog=secret]');
    assert.match(await secret.locator('input').inputValue(), /^[0-9a-f]{32}$/);
    await secret.getByRole('button', { name: 'Done' }).click();
    const id = await page.locator('.app .id').last().textContent();
    await goTo(page, 'playground');
    await page
      .locator('[data-view=playground] select[name=app] option')
      .filter({ hasText: id })
      .waitFor({ state: 'attached' });
    await page.locator('[data-view=playground] select[name=app]').selectOption(id);
    const bob = pane(page, 'bob');
    await bob.press('Log out');
    await bob.said('CLOSE_CODE_LOGGED_OUT');
    await bob.logIn('bob in his app');
  });

  test('in Chinese, dark, on a telephone', async () => {
    await page.locator('#language').click();
    await page.locator('#theme').click();
    await page.setViewportSize(NARROW);
    for (const view of ['overview', 'people', 'apps', 'playground', 'errors']) {
      await goTo(page, view);
      await shoot(page, `server-${view}-narrow-dark-zh`);
    }
    assert.match(await page.title(), /控制台/);
  });

  test('the page has met no error', () => assert.deepEqual(page.problems, []));
});
