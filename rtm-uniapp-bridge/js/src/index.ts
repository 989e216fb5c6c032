export * from './api';
export { createWebSocketModule } from './client/index';
export type { Socket, SocketFactory, SocketListener, WebSocketModuleOptions } from './client/index';
