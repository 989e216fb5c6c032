// What the server says about itself, asked again every few seconds; shown in the header and to views.
import { get } from './api.js';
import { set } from './dom.js';
import { say } from './texts.js';

const EVERY_MS = 5000;

const health = document.getElementById('health');
const listeners = new Set();
let timer = 0;
let latest = null;

/** The last answer of /v1/server; null before the first. */
export function info() {
  return latest;
}

/** Calls the listener now, if there is an answer, and after each one. */
export function subscribe(listener) {
  listeners.add(listener);
  if (latest) listener(latest);
}

/** Asks once, then again and again. */
export async function start() {
  await ask();
  timer = setInterval(ask, EVERY_MS);
}

export function stop() {
  clearInterval(timer);
}

/** Asks now. */
export async function ask() {
  try {
    latest = await get('/v1/server');
    showHealth(latest.ready ? 'ready' : 'unready');
    listeners.forEach((listener) => listener(latest));
  } catch (error) {
    if (error.status !== 401) showHealth('gone');
  }
}

function showHealth(state) {
  health.dataset.state = state;
  set(health, 'text', say(`health.${state}`));
}
