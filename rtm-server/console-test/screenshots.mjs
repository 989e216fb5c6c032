// Takes the pictures of README: node screenshots.mjs URL KEY FOLDER SECONDS, of a server that has something to show. The
// plots begin when a page is opened, so each stays open for that long.
import { goTo, logIn, openPage, startBrowser } from './test/browser.mjs';

const [url, key, folder, seconds] = process.argv.slice(2);
const SIZE = { width: 1280, height: 760 };
const LANGUAGES = { 'en-US': 'console.png', 'zh-CN': 'console.zh-CN.png' };

async function open(locale) {
  const page = await openPage(browser, url, { size: SIZE, locale });
  await logIn(page, key);
  await goTo(page, 'overview');
  return page;
}

const browser = await startBrowser();
const pages = [];
for (const locale of Object.keys(LANGUAGES)) pages.push(await open(locale));
await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
const files = Object.values(LANGUAGES);
for (const [i, page] of pages.entries()) {
  await page.bringToFront();
  await page.locator('#health[data-state=ready]').waitFor();
  await page.screenshot({ path: `${folder}/${files[i]}`, animations: 'disabled' });
}
await browser.close();
