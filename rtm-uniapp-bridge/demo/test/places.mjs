// What the browser test stands on: a real server, the built pages, a browser.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = fileURLToPath(new URL('.', import.meta.url));
const built = join(here, '../dist/build/h5');
const jar = process.env.RTMKIT_SERVER_JAR || join(here, '../../../rtm-server/target/rtm-server.jar');
const browserPath = process.env.CHROMIUM || '/usr/bin/chromium';

/**
 * Why a test that needs these cannot run here; false if it can. With RTMKIT_REQUIRE_ALL=1 it must be able to.
 */
export function missing({ browser = false }) {
  const lacks = [];
  if (browser && !existsSync(browserPath)) lacks.push(`no browser at ${browserPath} (CHROMIUM)`);
  if (!existsSync(jar)) lacks.push(`no server at ${jar} (RTMKIT_SERVER_JAR)`);
  if (spawnSync('java', ['-version']).error) lacks.push('no java');
  if (!lacks.length) return false;
  const words = lacks.join(', ');
  if (process.env.RTMKIT_REQUIRE_ALL === '1') throw new Error(words);
  console.log(`The ${browser ? 'browser' : 'mini program'} test is skipped: ${words}`);
  return words;
}

/** Starts a server; port 0 takes any. Answers its port and how to stop it. env: more settings. */
export function startServer(port = 0, env = {}) {
  const set = ['--set', `listen.port=${port}`, '--set', 'store.kind=memory', '--set', 'admin.enabled=off'];
  const options = { env: { ...process.env, ...env } };
  const server = spawn('java', ['-Xmx256m', '-jar', jar, 'serve', ...set], options);
  const ended = new Promise((resolve) => server.once('close', resolve));
  const stop = () => {
    server.kill();
    return ended;
  };
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk) => {
      output += chunk;
      const found = /ws:\/\/[^:]+:(\d+)\/rtm/.exec(output);
      if (found) resolve({ port: Number(found[1]), stop });
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('error', reject);
    ended.then((code) => reject(new Error(`the server ended with ${code}:\n${output}`)));
  });
}

/** A token that the server of this app and certificate takes. */
export function createToken(env, user, ttl) {
  const args = ['-jar', jar, 'token', 'create', '--user', user, '--ttl', ttl];
  return execFileSync('java', args, { env: { ...process.env, ...env }, encoding: 'utf8' }).trim();
}

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.png': 'image/png' };

export async function servePages() {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    const file = join(built, path === '/' ? 'index.html' : path);
    if (!file.startsWith(built) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] || 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

export function startBrowser() {
  return chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
