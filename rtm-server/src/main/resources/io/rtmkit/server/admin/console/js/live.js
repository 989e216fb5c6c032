// The live numbers: asked once a second, the last fifteen minutes are kept for the plots.
import { get } from './api.js';

const EVERY_MS = 1000;
const KEPT = 900;
const TIMEOUT_MS = 5000;

/** Oldest first; `{timeMs, numbers}`, numbers is null where the server did not answer. */
export const samples = [];

const listeners = new Set();
let running = null;

/** Calls the listener after every new sample. */
export function subscribe(listener) {
  listeners.add(listener);
}

export function unsubscribe(listener) {
  listeners.delete(listener);
}

export function start() {
  const mine = {};
  running = mine;
  const step = async () => {
    if (running !== mine) return;
    const begun = performance.now();
    await ask();
    setTimeout(step, Math.max(0, EVERY_MS - (performance.now() - begun)));
  };
  step();
}

export function stop() {
  running = null;
}

async function ask() {
  try {
    const numbers = await get('/v1/server/live', { signal: AbortSignal.timeout(TIMEOUT_MS) });
    add({ timeMs: numbers.timeMs, numbers });
  } catch (error) {
    if (error.status !== 401) add({ timeMs: Date.now(), numbers: null });
  }
}

function add(sample) {
  // The server's clock and this one may differ: a plot needs times that rise.
  const last = samples.at(-1);
  if (last && sample.timeMs <= last.timeMs) {
    if (sample.numbers) return;
    sample.timeMs = last.timeMs + 1;
  }
  samples.push(sample);
  if (samples.length > KEPT) samples.shift();
  listeners.forEach((listener) => listener(sample));
}
