import { createContext, runInContext, type Context } from 'node:vm';

// What engines of 2015 do not have. More than that is missing on mini programs anyway: a context has no
// TextEncoder, Buffer, crypto, URL and so on to begin with.
const LATER_GLOBALS = [
  'Atomics',
  'BigInt',
  'BigInt64Array',
  'BigUint64Array',
  'FinalizationRegistry',
  'SharedArrayBuffer',
  'WeakRef',
  'WebAssembly',
  'console',
];

const REMOVE_LATER_METHODS = `
  for (const name of ${JSON.stringify(LATER_GLOBALS)}) delete globalThis[name];
  for (const name of ['entries', 'values', 'fromEntries', 'getOwnPropertyDescriptors', 'hasOwn', 'groupBy'])
    delete Object[name];
  for (const name of ['includes', 'flat', 'flatMap', 'at', 'findLast', 'findLastIndex', 'toSorted', 'toSpliced', 'with'])
    delete Array.prototype[name];
  for (const name of ['includes', 'at', 'findLast', 'findLastIndex', 'toSorted', 'with'])
    delete Object.getPrototypeOf(Uint8Array.prototype)[name];
  for (const name of ['padStart', 'padEnd', 'matchAll', 'replaceAll', 'trimStart', 'trimEnd', 'at', 'isWellFormed'])
    delete String.prototype[name];
  for (const name of ['allSettled', 'any', 'try', 'withResolvers']) delete Promise[name];
  delete Promise.prototype.finally;
  delete ArrayBuffer.prototype.transfer;
  delete globalThis.globalThis;
`;

/** The language of 2015, timers, and nothing else; code cannot be made out of texts. */
export function bareContext(globals: Record<string, unknown> = {}): Context {
  const all = { setTimeout, clearTimeout, ...globals };
  const context = createContext(all, { codeGeneration: { strings: false, wasm: false } });
  runInContext(REMOVE_LATER_METHODS, context);
  return context;
}
