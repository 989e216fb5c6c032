import type { Rtm, RtmModule } from './api';
import { createWebSocketModule } from './client/index';
import { nativeModule } from './native';
import { wrapModule, wrapWhenUsed } from './rtm';

export * from './api';
export type {} from './uni';
export * from './constants';
export { createWebSocketModule } from './client/index';
export type { Socket, SocketFactory, SocketListener, WebSocketModuleOptions } from './client/index';
export { RtmError } from './RtmError';
export { wrapModule } from './rtm';

function platformModule(): RtmModule {
  return nativeModule() || createWebSocketModule();
}

/** Without a module: the native plugin if there is one, otherwise the WebSocket client. */
export function createRtm(module: RtmModule = platformModule()): Rtm {
  return wrapModule(module);
}

/** The one client of an application: native where the plugin is, WebSocket elsewhere; chosen when used. */
const rtm: Rtm = wrapWhenUsed(platformModule);
export default rtm;
