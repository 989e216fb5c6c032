// Pretends to be the admin port: the console's files with the real headers, and the API with numbers
// that move and ids that are as hostile as ids may be.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWorld } from './world.mjs';

const ROOT = fileURLToPath(
  new URL('../../src/main/resources/io/rtmkit/server/admin/console/', import.meta.url),
);
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};
// As the server's, and stricter: no text may ever become markup.
const POLICY = [
  "default-src 'self'",
  "connect-src 'self' ws: wss:",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');
const KEY = 'mock';

async function sendFile(url, response) {
  const name = url.pathname === '/' ? 'index.html' : normalize(url.pathname).slice(1);
  try {
    const bytes = await readFile(join(ROOT, name));
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
    });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

function sendJson(response, status, body) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'content-type': type }).end(text);
}

async function readBody(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

function sendTrace(request, response, user) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const timer = setInterval(() => {
    const event = {
      at: Date.now(),
      type: 'request',
      userId: user,
      operation: 'peer_message',
      code: 0,
      ms: 3,
    };
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  }, 150);
  request.on('close', () => clearInterval(timer));
}

/** Starts the pretended admin port. */
export async function startMock({ port = 0 } = {}) {
  const world = createWorld();
  const sockets = new Set();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock');
    if (!url.pathname.startsWith('/v1/')) return sendFile(url, response);
    world.requests.push(`${request.method} ${url.pathname}`);
    if (request.headers.authorization !== `Bearer ${world.key}`) {
      return sendJson(response, 401, {
        title: 'Unauthorized',
        status: 401,
        detail: 'the credentials are wrong',
      });
    }
    const trace = /^\/v1\/apps\/[^/]+\/users\/([^/]+)\/trace$/.exec(url.pathname);
    if (trace) return sendTrace(request, response, decodeURIComponent(trace[1]));
    const body = await readBody(request);
    const [status, answer] = world.answer(request.method, url, body);
    return sendJson(response, status, answer);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  world.key = KEY;
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    key: KEY,
    world,
    stop() {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}
