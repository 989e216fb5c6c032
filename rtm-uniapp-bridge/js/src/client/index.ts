import type { RtmModule } from '../api';
import { SystemClock } from './Clock';
import { createModule } from './createModule';
import { platformSocket } from './socket/platformSocket';
import type { SocketFactory } from './socket/SocketFactory';

export type { Socket, SocketFactory, SocketListener } from './socket/SocketFactory';

export interface WebSocketModuleOptions {
  /** How to open connections; without it the way of the platform is found. */
  socket?: SocketFactory;
}

/** The module AR-RtmModule over WebSocket. Nothing happens before createInstance and login. */
export function createWebSocketModule(options: WebSocketModuleOptions = {}): RtmModule {
  return createModule(options.socket || platformSocket, new SystemClock());
}
