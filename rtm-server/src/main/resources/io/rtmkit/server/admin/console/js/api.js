// The REST API of the admin port, with the operator's key. The key stays in this tab's session.

const KEPT_AS = 'rtmkit.key';

let onRefused = () => {};

/** A request that was refused, or has not reached the server (status 0). */
export class ApiError extends Error {
  constructor(status, detail, field = '') {
    super(detail);
    this.status = status;
    this.field = field;
  }
}

/** Called when the server does not take the key. */
export function whenRefused(listener) {
  onRefused = listener;
}

export function hasKey() {
  return sessionStorage.getItem(KEPT_AS) !== null;
}

export function forgetKey() {
  sessionStorage.removeItem(KEPT_AS);
}

/** Keeps a key if the server takes it; answers what the server says about itself. */
export async function tryKey(key) {
  const server = await parse(await send('GET', '/v1/server', undefined, { key }));
  sessionStorage.setItem(KEPT_AS, key);
  return server;
}

/** A path whose values are ids of any characters. */
export function path(strings, ...values) {
  return String.raw({ raw: strings }, ...values.map(segment));
}

function segment(value) {
  // A browser takes these two for steps in the path, however they are written.
  if (value === '.' || value === '..') {
    throw new ApiError(0, `"${value}" cannot stand in a URL of a browser; use curl --path-as-is`);
  }
  return encodeURIComponent(value);
}

/** The part of a URL behind the question mark, without what is empty. */
export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== '' && value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

export const get = (url, options) => call('GET', url, undefined, options);
export const post = (url, body) => call('POST', url, body);
export const put = (url, body) => call('PUT', url, body);
export const remove = (url) => call('DELETE', url);

async function call(method, url, body, options) {
  return checked(url, await send(method, url, body, options));
}

async function checked(url, response) {
  try {
    return await parse(response);
  } catch (error) {
    if (error.status === 401) onRefused();
    throw error;
  }
}

async function send(method, url, body, { key = sessionStorage.getItem(KEPT_AS), signal } = {}) {
  const headers = { Authorization: `Bearer ${key}` };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return await fetch(url, { method, headers, body: text, signal, cache: 'no-store' });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    // A key with characters that no header may have is as wrong as any other.
    throw error instanceof TypeError && !/^[\x21-\x7e]*$/.test(key)
      ? new ApiError(401, 'the key has characters that no key has')
      : new ApiError(0, String(error.message));
  }
}

async function parse(response) {
  const text = await response.text();
  if (response.ok) return text === '' ? null : JSON.parse(text);
  let problem = {};
  try {
    problem = JSON.parse(text);
  } catch {
    // Not from the server but from something before it.
  }
  const detail = problem.detail || problem.title || `HTTP ${response.status}`;
  throw new ApiError(response.status, detail, problem.field);
}

/** Reads a stream of events until it ends or is aborted. */
export async function stream(url, onEvent, { signal, onOpen }) {
  const response = await send('GET', url, undefined, { signal });
  if (!response.ok) {
    await checked(url, response);
    return;
  }
  onOpen();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    blocks.forEach((block) => tell(block, onEvent));
  }
}

function tell(block, onEvent) {
  const data = block
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length).trimStart());
  if (data.length > 0) onEvent(JSON.parse(data.join('\n')));
}
