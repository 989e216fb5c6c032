/** What a socket tells. After onClose nothing more comes. */
export interface SocketListener {
  onOpen(): void;
  onMessage(bytes: Uint8Array): void;
  onClose(why: string): void;
}

/** One WebSocket connection that carries binary messages. */
export interface Socket {
  /** Sends one message; quietly does nothing once the connection is gone. */
  send(bytes: Uint8Array): void;
  /** Ends the connection; the listener hears no more. */
  close(): void;
}

/** Opens a WebSocket connection with the sub-protocol given. Tells failures to the listener, later. */
export type SocketFactory = (url: string, protocol: string, listener: SocketListener) => Socket;
