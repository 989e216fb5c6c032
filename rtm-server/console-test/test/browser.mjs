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
const WAIT_MS = 15_000;
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

/** A page of its own; `page.problems` has every error that it met. */
export async function openPage(browser, url, { size = WIDE, dark = false, locale = 'en-US' } = {}) {
  const colorScheme = dark ? 'dark' : 'light';
  const context = await browser.newContext({ viewport: size, colorScheme, locale });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(String(error.stack || error)));
  page.on('console', (message) => {
    // A refused key is answered 401, which browsers note as an error.
    if (message.type() === 'error' && !/status of 401/.test(message.text())) {
      page.problems.push(message.text());
    }
  });
  await page.goto(url);
  return page;
}

export async function logIn(page, key) {
  await page.locator('#key').fill(key);
  await page.locator('[data-dialog=key] button').click();
  await page.locator('[data-dialog=key]').waitFor({ state: 'detached' });
  await page.locator('main .view').first().waitFor();
}

export async function goTo(page, view) {
  await page.locator(`#nav a[href="#${view.split('/')[0]}"]`).click();
  if (view.includes('/')) await page.goto(`${page.url().split('#')[0]}#${view}`);
  await page.locator(`[data-view=${view.split('/')[0]}]:not([hidden])`).waitFor();
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
