import type { RtmModule } from '../api';
import type { Clock } from './Clock';
import { Module } from './Module';
import type { SocketFactory } from './socket/SocketFactory';

/** The functions of the module as the application has them. */
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
