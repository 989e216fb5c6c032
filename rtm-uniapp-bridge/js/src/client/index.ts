import type { RtmModule } from '../api';
import type { SocketFactory } from './socket/SocketFactory';

export type { Socket, SocketFactory, SocketListener } from './socket/SocketFactory';

export interface WebSocketModuleOptions {
  /** How to open connections; without it the way of the platform is found. */
  socket?: SocketFactory;
}

/** The module AR-RtmModule over WebSocket. Nothing happens before createInstance and login. */
export function createWebSocketModule(options: WebSocketModuleOptions = {}): RtmModule {
  throw new Error(`not there yet: ${Object.keys(options)}`);
}
