// The browser of the tests, and what is done in it again and again.
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WAIT_MS = 30_000;
const NETWORK_CHANGED = 'ERR_NETWORK_CHANGED';
const MOST_LOADS = 10;
const SHOTS = fileURLToPath(new URL('../../target/console-screenshots/', import.meta.url));

export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 390, height: 844 };

/** Why tests in a browser are skipped, or false; with RTMKIT_REQUIRE_ALL=1 they fail instead. */
export function skipWithoutBrowser() {
  const problem = existsSync(CHROMIUM) ? false : `no browser at ${CHROMIUM}: name it with CHROMIUM`;
  if (problem && process.env.RTMKIT_REQUIRE_ALL === '1') throw new Error(problem);
  return problem;
}

export function startBrowser() {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/**
 * Loads a page. When a network comes or goes on this machine, as those of containers do, Chromium breaks off what it
 * loads: then it is loaded again.
 */
async function load(page, go) {
  let tries = 0;
  do {
    page.brokenOff = false;
    await go().catch((error) => {
      if (!error.message.includes(NETWORK_CHANGED)) throw error;
      page.brokenOff = true;
    });
  } while (page.brokenOff && ++tries < MOST_LOADS);
}

export const reload = (page) => load(page, () => page.reload());

/** A page of its own; `page.problems` has every error that it met. */
export async function openPage(browser, url, { size = WIDE, dark = false, locale = 'en-US' } = {}) {
  const colorScheme = dark ? 'dark' : 'light';
  const context = await browser.newContext({ viewport: size, colorScheme, locale });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(String(error.stack || error)));
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.text().includes(NETWORK_CHANGED)) {
      page.brokenOff = true;
      return;
    }
    // Browsers note every refused request as an error: a wrong key, a user that has just gone.
    const expected = /status of 401/.test(message.text()) || url.endsWith('/attributes');
    if (message.type() === 'error' && !expected) page.problems.push(`${message.text()} ${url}`);
  });
  await load(page, () => page.goto(url));
  return page;
}

export async function logIn(page, key) {
  await page.locator('#key').fill(key);
  await page.locator('[data-dialog=key] button').click();
  await page.locator('[data-dialog=key]').waitFor({ state: 'detached' });
  await page.locator('main .view').first().waitFor();
}

/** What is there as soon as a view has its data. */
const FILLED = {
  overview: '[data-tile=memory]:not(:text-is("–"))',
  people: '.list a',
  'people/users': 'article .facts',
  'people/channels': 'article .chip',
  'people/bans': '.panel .card',
  'people/invitations': '.panel .card',
  apps: '.app, .empty:visible',
  playground: '.pane option',
  errors: '[data-view=errors] .card .empty, .error',
};

/** Goes to a view, also to #people/users/ID, and waits until it shows something. */
export async function goTo(page, view) {
  const [name, tab, id] = view.split('/');
  await page.locator(`#nav a[href="#${name}"]`).click();
  await page.locator(`[data-view=${name}]:not([hidden])`).waitFor();
  if (tab) await page.goto(`${page.url().split('#')[0]}#${view}`);
  const filled = id || (tab && !(tab in { users: 0, channels: 0 })) ? `${name}/${tab}` : name;
  await page.locator(FILLED[filled]).first().waitFor({ state: 'attached' });
}

/** Keeps a picture of the whole page: the window is made as high as the page. */
export async function shoot(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
  await page.screenshot({ path: `${SHOTS}${name}.png`, animations: 'disabled' });
  await page.setViewportSize(size);
}
