import type { RtmEvent } from '../api';
import type { Callbacks } from './Callbacks';
import type { Clock } from './Clock';
import type { Log } from './Log';
import type { ServerSettings } from './settings/ServerSettings';
import type { SocketFactory } from './socket/SocketFactory';

/** What all parts of one client share and none of them changes. */
export interface Context {
  readonly appId: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly callbacks: Callbacks;
  readonly settings: ServerSettings;
  readonly socket: SocketFactory;
  /** Tells the application, if it listens. */
  tell(event: RtmEvent): void;
}
