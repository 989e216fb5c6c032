import type { Callback, OptionsOf, Result, Rtm, RtmEvent, RtmFunctionName, RtmModule } from './api';
import { PeerMessageError } from './constants';
import { Events } from './events';
import { RtmError } from './RtmError';

/** Every function, and whether it has options: of the others a native module takes the callback first. */
const HAS_OPTIONS: { [N in RtmFunctionName]: [OptionsOf<N>] extends [void] ? false : true } = {
  createInstance: true,
  login: true,
  logout: false,
  release: false,
  renewToken: true,
  getSdkVersion: false,
  setParameters: true,
  setLogFile: true,
  setLogFilter: true,
  setLogFileSize: true,
  sendMessageToPeer: true,
  queryPeersOnlineStatus: true,
  subscribePeersOnlineStatus: true,
  unsubscribePeersOnlineStatus: true,
  queryPeersBySubscriptionOption: true,
  setLocalUserAttributes: true,
  addOrUpdateLocalUserAttributes: true,
  deleteLocalUserAttributesByKeys: true,
  clearLocalUserAttributes: false,
  getUserAttributes: true,
  getUserAttributesByKeys: true,
  createChannel: true,
  join: true,
  leave: true,
  sendChannelMessage: true,
  getMembers: true,
  channelRelease: true,
  getChannelMemberCount: true,
  setChannelAttributes: true,
  addOrUpdateChannelAttributes: true,
  deleteChannelAttributesByKeys: true,
  clearChannelAttributes: true,
  getChannelAttributes: true,
  getChannelAttributesByKeys: true,
  setCallEventListener: false,
  sendLocalInvitation: true,
  cancelLocalInvitation: true,
  acceptRemoteInvitation: true,
  refuseRemoteInvitation: true,
  queryHistory: true,
  countHistory: true,
};

type AnyFunction = (...args: unknown[]) => unknown;
type AnyModule = Record<string, AnyFunction | undefined>;

/** The module with promises and listeners. There should be one of it for a module: it sets its callback. */
export function wrapModule(module: RtmModule): Rtm {
  return wrapWhenUsed(() => module);
}

/** As wrapModule, but the module is made with the first call. */
export function wrapWhenUsed(make: () => RtmModule): Rtm {
  let made: RtmModule | undefined;
  const module = () => made || (made = make());
  const rtm: Record<string, AnyFunction> = {};
  for (const name of Object.keys(HAS_OPTIONS) as RtmFunctionName[]) {
    rtm[name] = bothForms(module, name, HAS_OPTIONS[name]);
  }
  addEvents(rtm, new Events(module));
  return rtm as unknown as Rtm;
}

function addEvents(rtm: Record<string, AnyFunction>, events: Events): void {
  const on = (once: boolean) => (name: unknown, listener: unknown) => {
    events.add(name as RtmEvent['rtmEvent'], listener as (event: RtmEvent) => void, once);
    return rtm;
  };
  rtm.on = on(false);
  rtm.once = on(true);
  rtm.off = (name, listener) => {
    events.remove(
      name as RtmEvent['rtmEvent'] | undefined,
      listener as ((event: RtmEvent) => void) | undefined,
    );
    return rtm;
  };
  rtm.setCallBack = (callback) => events.setCallBack(callback as (event: RtmEvent) => void);
}

function bothForms(module: () => RtmModule, name: RtmFunctionName, hasOptions: boolean): AnyFunction {
  const call = (options: unknown, callback: Callback) => {
    const owner = module() as unknown as AnyModule;
    if (typeof owner[name] !== 'function') {
      // An older native plugin of the same name: still every call is answered.
      const message = `this AR-RtmModule has no ${name}`;
      Promise.resolve({ code: -1, message }).then(callback);
    } else if (hasOptions) {
      let given: unknown;
      try {
        given = plain(options);
      } catch (error) {
        Promise.resolve({ code: -1, message: `options: ${error}` }).then(callback);
        return;
      }
      owner[name](given, callback);
    } else {
      owner[name](callback);
    }
  };
  return (...args) => {
    const callback = args.find((each) => typeof each === 'function') as Callback | undefined;
    const options = typeof args[0] === 'function' ? undefined : args[0];
    if (callback) return call(options, callback);
    return new Promise<Result>((resolve, reject) =>
      call(options, (result) =>
        isSuccess(name, result) ? resolve(result) : reject(new RtmError(name, result)),
      ),
    );
  };
}

function isSuccess(name: RtmFunctionName, result: Result): boolean {
  if (result.code === 0) return true;
  return name === 'sendMessageToPeer' && result.code === PeerMessageError.CACHED_BY_SERVER;
}

// What crosses to native code must be neither null nor a reactive proxy, at any depth. Without options none are
// made up: an empty object would clear the attributes of a user.
function plain(options: unknown): unknown {
  if (options === undefined || options === null) return undefined;
  return typeof options === 'object' ? JSON.parse(JSON.stringify(options)) : options;
}
