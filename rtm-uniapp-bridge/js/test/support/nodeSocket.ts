import { WebSocket } from 'ws';
import type { SocketFactory } from '../../src/client/socket/SocketFactory';

export interface NodeSockets {
  factory: SocketFactory;
  /** Ends all connections as a broken network does: without a word to anybody. */
  cut(): void;
  /** While false no connection can be made. */
  reachable: boolean;
}

/** Sockets for Node 20, which has no class of its own. */
export function nodeSockets(): NodeSockets {
  const open = new Set<WebSocket>();
  const sockets: NodeSockets = {
    reachable: true,
    cut: () => open.forEach((each) => each.terminate()),
    factory(url, protocol, listener) {
      const socket = new WebSocket(sockets.reachable ? url : 'ws://127.0.0.1:1', protocol);
      let ended = false;
      socket.binaryType = 'arraybuffer';
      socket.on('open', () => open.add(socket) && listener.onOpen());
      socket.on('message', (data) => !ended && listener.onMessage(new Uint8Array(data as ArrayBuffer)));
      socket.on('error', () => {});
      socket.on('close', (code, reason) => {
        open.delete(socket);
        if (!ended) {
          ended = true;
          listener.onClose(`closed: ${code} ${String(reason)}`);
        }
      });
      return {
        send: (bytes) => socket.readyState === WebSocket.OPEN && socket.send(bytes),
        close() {
          ended = true;
          socket.close();
        },
      };
    },
  };
  return sockets;
}
