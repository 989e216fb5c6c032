/**
 * The module AR-RtmModule as JavaScript sees it: the same functions, arguments, answers and events on
 * every platform. Whether a native plugin or the WebSocket client stands behind it makes no difference.
 *
 * Every function may be called as `f(options, callback)`, `f(callback)`, `f(options)` or `f()`; functions
 * without options also as `f(callback)` only. Calls take effect in the order in which they were made; none
 * waits. Every call is answered exactly once.
 */

import type { RtmEvent, RtmEventName, RtmEvents } from './apiEvents';

export * from './apiEvents';

/** The answer to every call: 0, or why not (the vendors' code of that function) and the reason in words. */
export interface Result {
  code: number;
  /** Empty on success; otherwise names the field and the limit. */
  message: string;
}

export type Callback<R extends Result = Result> = (result: R) => void;

/** A value keeps its kind: 23 comes back as 23, "23" as "23", true as true. Text must not be empty. */
export type AttributeValue = string | number | boolean;
export type Attributes = Record<string, AttributeValue>;

/** An id: 1 to 64 characters of the permitted set. Numbers are taken as their text. */
export type Id = string | number;

export interface CreateInstanceOptions {
  /** 32 visible ASCII characters. */
  appId: string;
  /** `wss://host:port/path`, `ws://…`, or `host:port`; what setParameters said counts more. */
  server?: string;
}

export interface LoginOptions {
  /** Empty or absent if the server's app has no certificate. */
  token?: string | null;
  userId: Id;
}

export interface SendOptions {
  /** At most 32 KB as UTF-8. */
  text: string;
  /** Keeps the message for queryHistory. */
  enableHistoricalMessaging?: boolean;
  /** Keeps the message while its receiver is away. */
  enableOfflineMessaging?: boolean;
}

export interface SendMessageToPeerOptions extends SendOptions {
  peerId: Id;
}

export interface SendChannelMessageOptions extends SendOptions {
  channelId: Id;
}

export interface ChannelOptions {
  channelId: Id;
}

export interface PeersOptions {
  /** 1 to 256 for a query, to 512 for a subscription. */
  peerIds: Id[];
}

export interface AttributeKeysOptions {
  attributeKeys: string[];
}

export interface UserOptions {
  userId: Id;
}

export interface ChannelNoticeOptions extends ChannelOptions {
  /** Tells the members with onAttributesUpdated; false unless given. */
  enableNoticeMembers?: boolean;
}

export interface ChannelAttributesOptions extends ChannelNoticeOptions {
  attributes: Attributes;
}

export interface LocalInvitationOptions {
  calleeId: Id;
  /** At most 64 characters, for the application's use; no channel is joined. */
  channelId?: Id;
  /** At most 8 KB as UTF-8. */
  content?: string;
}

/**
 * Names the newest open invitation of a caller: by calleeId, where the older plugin wants the caller's id,
 * or by callerId; with a channelId, the newest with that one.
 */
export interface RemoteInvitationOptions {
  calleeId?: Id;
  callerId?: Id;
  channelId?: Id;
  /** At most 8 KB as UTF-8. */
  response?: string;
}

/** One of peerId and channelId must be given. */
export interface HistoryOptions {
  /** The messages between this user and that one, both ways. */
  peerId?: Id;
  /** The messages of a channel. */
  channelId?: Id;
  /**
   * When a message came into the history, which can be a few milliseconds after its
   * serverReceivedTs. Inclusive, milliseconds since 1970; 0 or absent for the oldest.
   */
  startTime?: number;
  /** Exclusive, milliseconds since 1970; 0 or absent for the newest. */
  endTime?: number;
}

export interface HistoryPageOptions extends HistoryOptions {
  newestFirst?: boolean;
  /** 1 to 100, which is the default. */
  limit?: number;
  /** The id of the message behind which to go on. */
  after?: string;
}

export interface PeersOnlineStatusResult extends Result {
  /** state: 0 online, 2 offline; in the order of the question. */
  peerOnlineStatus: { peerId: string; state: number }[];
}

export interface PeersResult extends Result {
  peers: string[];
}

export interface UserAttributesResult extends Result {
  userId: string;
  userAttributesList: Attributes;
}

/** An attribute of a channel, and who wrote it when (milliseconds since 1970). */
export interface ChannelAttribute {
  key: string;
  value: AttributeValue;
  lastUpdateUid: string;
  lastUpdateTs: number;
}

export interface ChannelAttributesResult extends Result {
  channelId: string;
  channelAttributes: Attributes;
  attributeList: ChannelAttribute[];
}

export interface MemberCountsResult extends Result {
  memberCounts: { channelId: string; count: number }[];
}

export interface MembersResult extends Result {
  members: { channelId: string; userId: string }[];
}

export interface VersionResult extends Result {
  version: string;
}

export interface HistoryMessage {
  /** Where a query can go on. */
  id: string;
  userId: string;
  /** Empty for a message to a channel. */
  peerId: string;
  /** Empty for a message to a user. */
  channelId: string;
  text: string;
  messageType: number;
  rawMessage: string;
  serverReceivedTs: number;
}

export interface HistoryResult extends Result {
  messages: HistoryMessage[];
  hasMore: boolean;
}

export interface HistoryCountResult extends Result {
  count: number;
}

/** Options and answer of every function but setCallBack. `void` options: there are none. */
export interface RtmFunctions {
  createInstance: [CreateInstanceOptions, Result];
  login: [LoginOptions, Result];
  logout: [void, Result];
  release: [void, Result];
  renewToken: [{ token: string }, Result];
  getSdkVersion: [void, VersionResult];
  setParameters: [string | object, Result];
  setLogFile: [{ filePath: string }, Result];
  setLogFilter: [{ filter: number }, Result];
  setLogFileSize: [{ fileSizeInKBytes: number }, Result];

  /** 0: the receiver's client has it. 4: it is kept for a receiver who is away. */
  sendMessageToPeer: [SendMessageToPeerOptions, Result];
  queryPeersOnlineStatus: [PeersOptions, PeersOnlineStatusResult];
  subscribePeersOnlineStatus: [PeersOptions, Result];
  unsubscribePeersOnlineStatus: [PeersOptions, Result];
  queryPeersBySubscriptionOption: [{ option?: number }, PeersResult];

  setLocalUserAttributes: [Attributes, Result];
  addOrUpdateLocalUserAttributes: [Attributes, Result];
  deleteLocalUserAttributesByKeys: [AttributeKeysOptions, Result];
  clearLocalUserAttributes: [void, Result];
  getUserAttributes: [UserOptions, UserAttributesResult];
  getUserAttributesByKeys: [UserOptions & AttributeKeysOptions, UserAttributesResult];

  createChannel: [ChannelOptions, Result];
  join: [ChannelOptions, Result];
  leave: [ChannelOptions, Result];
  sendChannelMessage: [SendChannelMessageOptions, Result];
  getMembers: [ChannelOptions, MembersResult];
  channelRelease: [ChannelOptions, Result];
  getChannelMemberCount: [{ channelIds: Id[] }, MemberCountsResult];
  setChannelAttributes: [ChannelAttributesOptions, Result];
  addOrUpdateChannelAttributes: [ChannelAttributesOptions, Result];
  deleteChannelAttributesByKeys: [ChannelNoticeOptions & AttributeKeysOptions, Result];
  clearChannelAttributes: [ChannelNoticeOptions, Result];
  getChannelAttributes: [ChannelOptions, ChannelAttributesResult];
  getChannelAttributesByKeys: [ChannelOptions & AttributeKeysOptions, ChannelAttributesResult];

  setCallEventListener: [void, Result];
  sendLocalInvitation: [LocalInvitationOptions, Result];
  cancelLocalInvitation: [LocalInvitationOptions, Result];
  acceptRemoteInvitation: [RemoteInvitationOptions, Result];
  refuseRemoteInvitation: [RemoteInvitationOptions, Result];

  queryHistory: [HistoryPageOptions, HistoryResult];
  countHistory: [HistoryOptions, HistoryCountResult];
}

export type RtmFunctionName = keyof RtmFunctions;
export type OptionsOf<N extends RtmFunctionName> = RtmFunctions[N][0];
export type ResultOf<N extends RtmFunctionName> = RtmFunctions[N][1];

/** A function of the module in its callback form. */
export type CallbackFunction<O, R extends Result> = [O] extends [void]
  ? (callback?: Callback<R>) => void
  : { (options: O, callback?: Callback<R>): void };

/** What `uni.requireNativePlugin('AR-RtmModule')` answers: the functions in their callback form. */
export type RtmModule = {
  [N in RtmFunctionName]: CallbackFunction<OptionsOf<N>, ResultOf<N>>;
} & {
  /** Returns the version at once, too. */
  getSdkVersion(callback?: Callback<VersionResult>): string;
  /** All events of this page come here; a later call replaces the callback. */
  setCallBack(callback: (event: RtmEvent) => void): void;
};

/**
 * A function in both forms. Without a callback it answers a promise, which is resolved for code 0 (and for
 * 4 of sendMessageToPeer: kept for later) and rejected with an RtmError for any other.
 */
export type RtmFunction<O, R extends Result> = [O] extends [void]
  ? { (callback: Callback<R>): void; (): Promise<R> }
  : { (options: O, callback: Callback<R>): void; (options: O): Promise<R> };

/** What this package gives: the module in both forms, and its events by name. */
export type Rtm = {
  [N in RtmFunctionName]: RtmFunction<OptionsOf<N>, ResultOf<N>>;
} & {
  /** As of the module; may be used beside on(). */
  setCallBack(callback: (event: RtmEvent) => void): void;
  on<N extends RtmEventName>(event: N, listener: RtmListener<N>): Rtm;
  once<N extends RtmEventName>(event: N, listener: RtmListener<N>): Rtm;
  /** Without a listener: all of that event; without an event: all. */
  off<N extends RtmEventName>(event?: N, listener?: RtmListener<N>): Rtm;
};

export type RtmListener<N extends RtmEventName> = (
  event: RtmEvents[N] & { rtmEvent: N },
) => void;
