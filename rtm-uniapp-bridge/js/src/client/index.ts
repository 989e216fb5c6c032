import type { RtmModule } from '../api';
import { SystemClock, type Clock } from './Clock';
import { Module } from './Module';
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

/** The same with a clock, for tests. */
export function createModule(socket: SocketFactory, clock: Clock): RtmModule {
  const module = new Module(socket, clock);
  const functions: Record<string, unknown> = {
    setCallBack: (callback: unknown) => module.setCallBack(callback),
    getSdkVersion: (first: unknown, second: unknown) => module.getSdkVersion(first, second),
  };
  for (const name of Module.names) {
    functions[name] = (first: unknown, second: unknown) => module.call(name, first, second);
  }
  return functions as unknown as RtmModule;
}
