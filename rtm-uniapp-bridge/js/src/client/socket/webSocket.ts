import { findSocketClass, type BrowserSocket } from '../platform';
import { toArrayBuffer, toBytes } from './bytes';
import type { Socket, SocketListener } from './SocketFactory';

/** The sockets of browsers, and of everything that has their class. */
export function openWebSocket(url: string, protocol: string, listener: SocketListener): Socket {
  try {
    return new BrowserConnection(new (findSocketClass()!)(url, protocol), listener);
  } catch (error) {
    // Such as an unencrypted connection out of a page that is encrypted.
    Promise.resolve().then(() => listener.onClose((error as Error).message));
    return { send: () => {}, close: () => {} };
  }
}

class BrowserConnection implements Socket {
  private ended = false;

  constructor(
    private readonly socket: BrowserSocket,
    private readonly listener: SocketListener,
  ) {
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => listener.onOpen();
    socket.onmessage = (message) => this.onMessage(message.data);
    // An error says nothing, and a close always follows it.
    socket.onerror = () => {};
    socket.onclose = (event) => this.end(`closed: ${event.code} ${event.reason}`);
  }

  send(bytes: Uint8Array): void {
    if (!this.ended) {
      this.socket.send(toArrayBuffer(bytes));
    }
  }

  close(): void {
    const { socket } = this;
    this.ended = true;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private onMessage(data: unknown): void {
    const bytes = toBytes(data);
    if (bytes) {
      this.listener.onMessage(bytes);
    } else {
      this.end('the server sent a text');
    }
  }

  private end(why: string): void {
    this.close();
    this.listener.onClose(why);
  }
}
