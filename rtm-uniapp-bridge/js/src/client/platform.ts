// What the platforms have, as far as it is used. Declared here and nowhere else, so that nothing relies on
// more: mini programs and the JavaScript of uni-app's App have neither document nor TextEncoder, crypto,
// URL, AbortController and the like.

declare function setTimeout(task: () => void, ms: number): unknown;
declare function clearTimeout(id: unknown): void;
declare const console: { error(...what: unknown[]): void; log(...what: unknown[]): void };
declare const WebSocket: BrowserSocketClass | undefined;
declare const document: Page | undefined;
declare const window: EventSource | undefined;
// Given by uni-app's compiler under this name; not always a property of the global object.
declare const uni: Uni | undefined;
// WeChat's own, of which uni's is a copy: for code that no compiler of uni-app has seen.
declare const wx: Uni | undefined;

export interface UniSocketTask {
  send(options: { data: ArrayBuffer; fail?: (error: unknown) => void }): void;
  close(options: { code?: number; complete?: () => void }): void;
  onOpen(listener: () => void): void;
  onMessage(listener: (message: { data: unknown }) => void): void;
  onError(listener: (error: { errMsg?: string }) => void): void;
  onClose(listener: (close: { code?: number; reason?: string } | undefined) => void): void;
}

interface NetworkStatus {
  isConnected?: boolean;
}

export interface Uni {
  connectSocket?(options: {
    url: string;
    protocols: string[];
    fail(error: { errMsg?: string }): void;
    complete(): void;
  }): UniSocketTask;
  onAppShow?(listener: () => void): void;
  offAppShow?(listener: () => void): void;
  onNetworkStatusChange?(listener: (status: NetworkStatus) => void): void;
  offNetworkStatusChange?(listener: (status: NetworkStatus) => void): void;
}

export interface BrowserSocket {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onerror: (() => void) | null;
  onclose: ((close: { code: number; reason: string }) => void) | null;
  send(data: ArrayBuffer): void;
  close(): void;
}

type BrowserSocketClass = new (url: string, protocol: string) => BrowserSocket;

export interface EventSource {
  addEventListener?(event: string, listener: () => void): void;
  removeEventListener?(event: string, listener: () => void): void;
}

export interface Page extends EventSource {
  visibilityState?: string;
}

export function findUni(): Uni | undefined {
  if (typeof uni !== 'undefined') {
    return uni;
  }
  return typeof wx === 'undefined' ? undefined : wx;
}

export function findSocketClass(): BrowserSocketClass | undefined {
  return typeof WebSocket === 'undefined' ? undefined : WebSocket;
}

export function findPage(): Page | undefined {
  return typeof document === 'undefined' ? undefined : document;
}

export function findWindow(): EventSource | undefined {
  return typeof window === 'undefined' ? undefined : window;
}

/** Runs a task later; answers how to prevent it. */
export function later(ms: number, task: () => void): () => void {
  const id = setTimeout(task, ms);
  return () => clearTimeout(id);
}

export function printError(what: string, error: unknown): void {
  if (typeof console !== 'undefined') {
    console.error(what, error);
  }
}

export function print(text: string): void {
  if (typeof console !== 'undefined') {
    console.log(text);
  }
}
