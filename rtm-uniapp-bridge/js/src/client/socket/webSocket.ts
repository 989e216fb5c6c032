import { findSocketClass, type BrowserSocket } from '../platform';
import type { Socket, SocketListener } from './SocketFactory';
import { toArrayBuffer, toBytes } from './bytes';

/** The sockets of browsers, and of everything that has their class. */
export function openWebSocket(url: string, protocol: string, listener: SocketListener): Socket {
  let socket: BrowserSocket | undefined;
  const close = () => {
    if (socket) {
      socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
      socket.close();
      socket = undefined;
    }
  };
  const end = (why: string) => {
    close();
    listener.onClose(why);
  };
  try {
    socket = new (findSocketClass()!)(url, protocol);
  } catch (error) {
    // Such as an unencrypted connection out of a page that is encrypted.
    Promise.resolve().then(() => listener.onClose((error as Error).message));
    return { send: () => {}, close: () => {} };
  }
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => listener.onOpen();
  socket.onmessage = (message) => {
    const bytes = toBytes(message.data);
    if (bytes) {
      listener.onMessage(bytes);
    } else {
      end('the server sent a text');
    }
  };
  // An error says nothing, and a close always follows it.
  socket.onerror = () => {};
  socket.onclose = (event) => end(`closed: ${event.code} ${event.reason}`);
  return {
    send: (bytes) => {
      if (socket) {
        socket.send(toArrayBuffer(bytes));
      }
    },
    close,
  };
}
