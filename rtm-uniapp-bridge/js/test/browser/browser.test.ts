import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { skipWithoutServer, startServer } from '../support/server';
import { APP_ID } from '../support/TestUser';

const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PAGE = `<!doctype html><script type="module">
  import { createWebSocketModule } from '/index.js';
  window.events = [];
  window.rtm = createWebSocketModule();
  window.rtm.setCallBack((event) => window.events.push(event));
</script>`;

const bundle = fileURLToPath(new URL('../../dist/index.js', import.meta.url));

function skipWithoutBrowser(): string | false {
  const problem = existsSync(CHROMIUM) ? false : `no browser at ${CHROMIUM}: name it with CHROMIUM`;
  if (problem && process.env.RTMKIT_REQUIRE_ALL === '1') {
    throw new Error(problem);
  }
  return problem || skipWithoutServer();
}

async function servePages(): Promise<{ url: string; stop(): void }> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/index.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? readFileSync(bundle) : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}

type AnyPage = { rtm: Record<string, (...given: unknown[]) => void>; events: Record<string, unknown>[] };

function call(page: Page, name: string, options: unknown): Promise<{ code: number }> {
  return page.evaluate(
    ([name, options]) =>
      new Promise<{ code: number }>((resolve) => {
        (globalThis as unknown as AnyPage).rtm[name as string](options, resolve);
      }),
    [name, options],
  );
}

async function take(page: Page, rtmEvent: string): Promise<Record<string, unknown>> {
  const handle = await page.waitForFunction((name) => {
    const { events } = globalThis as unknown as AnyPage;
    return events.find((each) => each.rtmEvent === name);
  }, rtmEvent);
  return handle.jsonValue() as Promise<Record<string, unknown>>;
}

async function open(browser: Browser, url: string, server: string, userId: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  assert.equal((await call(page, 'createInstance', { appId: APP_ID, server })).code, 0);
  assert.equal((await call(page, 'login', { userId })).code, 0);
  assert.equal((await call(page, 'join', { channelId: 'room' })).code, 0);
  return page;
}

async function forget(page: Page): Promise<void> {
  await page.evaluate(() => {
    (globalThis as unknown as AnyPage).events.length = 0;
  });
}

/** Waits until the client of this page is connected again. */
async function back(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { events } = globalThis as unknown as AnyPage;
    const name = 'onConnectionStateChanged';
    return events.some((each) => each.rtmEvent === name && each.state === 3);
  });
}

test(
  'two browsers talk, also after the server was restarted',
  { skip: skipWithoutBrowser() },
  async () => {
    let server = await startServer();
    const pages = await servePages();
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    try {
      const alice = await open(browser, pages.url, server.url, 'alice');
      const bob = await open(browser, pages.url, server.url, 'bob');
      const message = { peerId: 'bob', text: 'é😀' };
      assert.equal((await call(alice, 'sendMessageToPeer', message)).code, 0);
      assert.equal((await take(bob, 'onPeerMessageReceived')).text, 'é😀');
      assert.equal((await call(bob, 'sendChannelMessage', { channelId: 'room', text: 'hi' })).code, 0);
      assert.equal((await take(alice, 'onChannelMessageReceived')).text, 'hi');
      await forget(alice);
      await forget(bob);
      await server.kill();
      server = await startServer([], server.port);
      await back(alice);
      await back(bob);
    // What bob asks comes after what his client restores.
    assert.equal((await call(bob, 'getMembers', { channelId: 'room' })).code, 0);
      assert.equal(
        (await call(alice, 'sendChannelMessage', { channelId: 'room', text: 'again' })).code,
        0,
      );
      await bob.waitForFunction(() => {
        const { events } = globalThis as unknown as AnyPage;
        return events.some((each) => each.text === 'again');
      });
    } finally {
      await browser.close();
      pages.stop();
      await server.stop();
    }
  },
);
