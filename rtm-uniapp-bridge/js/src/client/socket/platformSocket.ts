import { findPage, findSocketClass, findUni } from '../platform';
import type { SocketFactory } from './SocketFactory';
import { openUniSocket } from './uniSocket';
import { openWebSocket } from './webSocket';

/**
 * The way of this platform to open a connection. Browsers have their own class; without a document it is
 * uni-app's App or a mini program, whose own class of that name, if any, is another thing.
 */
export const platformSocket: SocketFactory = (url, protocol, listener) => {
  const uni = findUni();
  const hasUni = uni !== undefined && typeof uni.connectSocket === 'function';
  if (findSocketClass() && (findPage() || !hasUni)) {
    return openWebSocket(url, protocol, listener);
  }
  if (hasUni) {
    return openUniSocket(url, protocol, listener);
  }
  const why = 'this platform has neither uni.connectSocket nor WebSocket';
  Promise.resolve().then(() => listener.onClose(why));
  return { send: () => {}, close: () => {} };
};
