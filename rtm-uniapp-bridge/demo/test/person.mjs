// Somebody who uses the sample in a browser of their own.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import en from '../src/locale/en.js';
import zh from '../src/locale/zh.js';

const shots = fileURLToPath(new URL('screenshots/', import.meta.url));
const TABS = ['chats', 'channels', 'people', 'calls', 'settings'];
const PHONE = { width: 375, height: 812 };
const DESKTOP = { width: 1280, height: 800 };
const WAIT_MS = 15_000;

export class Person {
  /** What must not be: errors of the page. */
  errors = [];

  static async arrive({ browser, pages }, id, language) {
    const locale = language === 'zh' ? 'zh-CN' : 'en-US';
    const context = await browser.newContext({ viewport: PHONE, locale });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    const person = new Person(page, id, language === 'zh' ? zh : en);
    page.on('pageerror', (error) => person.errors.push(String(error.stack || error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/WebSocket connection/.test(message.text())) {
        person.errors.push(message.text());
      }
    });
    await page.goto(pages.url);
    return person;
  }

  constructor(page, id, words) {
    Object.assign(this, { page, id, words, other: words === zh ? en : zh });
  }

  find(testId, within = this.page) {
    return within.getByTestId(testId);
  }

  click(testId, within) {
    return this.find(testId, within).click();
  }

  /** Writes into a field of the page; uni-app puts the real one inside. */
  write(testId, text) {
    return this.find(testId).locator('input, textarea').fill(text);
  }

  /** Waits until an element with this id shows this text. */
  sees(testId, text, within, timeout = WAIT_MS) {
    const element = this.find(testId, within).filter({ hasText: text });
    return element.first().waitFor({ state: 'visible', timeout });
  }

  /** Waits until the last element with this id is on the screen, whole. */
  async seesLast(testId) {
    const element = await this.find(testId).last().elementHandle();
    await this.page.waitForFunction((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }, element);
  }

  /** Waits for so many elements with this id; answers how many there are then. */
  async count(testId, number) {
    await this.find(testId)
      .nth(number - 1)
      .waitFor();
    return this.find(testId).count();
  }

  async toTab(name) {
    await this.page.locator('.uni-tabbar .uni-tabbar__item').nth(TABS.indexOf(name)).click();
    await this.page.waitForURL(`**/#/pages/${name}/${name}`);
  }

  back() {
    return this.page.goBack();
  }

  /** Answers a question of the platform with yes. */
  agree() {
    return this.page.locator('.uni-modal__btn_primary').click();
  }

  async login(server) {
    await this.tryLogin(server);
    await this.page.waitForURL('**/#/pages/chats/chats');
  }

  async tryLogin(server, appId = '', token = '') {
    await this.write('user', this.id);
    await this.write('server', server);
    if (appId) {
      await this.click('advanced');
      await this.write('app', appId);
      await this.write('token', token);
    }
    await this.click('login');
  }

  async startChat(peer) {
    await this.toTab('chats');
    await this.write('new-peer', peer);
    await this.click('start-chat');
    await this.find('message').waitFor();
  }

  async say(text) {
    await this.write('message', text);
    await this.click('send');
  }

  async join(channel) {
    await this.toTab('channels');
    await this.write('new-channel', channel);
    await this.click('join');
    await this.find('message').waitFor();
  }

  async startCall(peer, content, channel = '') {
    await this.toTab('calls');
    await this.write('callee', peer);
    await this.click('dial');
    await this.write('content', content);
    await this.write('call-channel', channel);
    await this.click('invite');
  }

  /** Adds or changes an attribute where attributes are edited. */
  async setAttribute(key, value, kind = 'text') {
    await this.click('attribute-add');
    await this.write('attribute-key', key);
    if (kind !== 'text') await this.click(`kind-${kind}`);
    if (kind !== 'boolean') await this.write('attribute-value', value);
    await this.click('attribute-save');
    await this.sees(`attribute-${key}`, String(value));
  }

  /** From the settings to the log, which is copied; answers its entries. */
  async readLog() {
    await this.click('open-log');
    await this.find('log-entry').first().waitFor();
    await this.click('log-copy');
    const text = await this.page.evaluate(() => navigator.clipboard.readText());
    return text.split('\n').map((line) => JSON.parse(line));
  }

  /** The page as it is, on a phone and on a desktop, light and dark. */
  async shoot(name) {
    mkdirSync(shots, { recursive: true });
    for (const [size, viewport] of [
      ['desktop', DESKTOP],
      ['phone', PHONE],
    ]) {
      await this.page.setViewportSize(viewport);
      if (await this.find('line').count()) await this.seesLast('line');
      for (const colorScheme of ['dark', 'light']) {
        await this.page.emulateMedia({ colorScheme });
        await this.page.screenshot({ path: `${shots}${name}-${size}-${colorScheme}.png` });
      }
    }
  }
}
