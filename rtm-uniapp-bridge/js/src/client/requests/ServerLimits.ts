import type { ClientLimits } from '../../generated/protocol';
import type { Draft } from '../wire/messages';

/** The longest frame of a server, without its length. */
export const SERVER_FRAME_BYTES = 256 * 1024;
export const ID_CHARACTERS = 64;
export const APP_ID_CHARACTERS = 32;
export const TOKEN_BYTES = 8 * 1024;
export const MEMBER_COUNT_CHANNELS = 32;
export const ATTRIBUTE_KEY_BYTES = 32;
export const ATTRIBUTE_VALUE_BYTES = 8 * 1024;
export const ATTRIBUTES = 32;
export const HISTORY_PAGE = 100;

const USUAL: ClientLimits = {
  messageBytes: 32 * 1024,
  requestsInFlight: 256,
  channelsJoined: 20,
  attributeBytes: 32 * 1024,
  presenceWatched: 512,
  presenceQueried: 256,
  invitationBytes: 8 * 1024,
};

/** The limits that the client keeps by itself: the usual ones until a server names its own. */
export class ServerLimits {
  private limits: ClientLimits = USUAL;

  get now(): ClientLimits {
    return this.limits;
  }

  update(named: Draft<ClientLimits> | undefined): void {
    const limits = Object.assign({}, USUAL);
    for (const key of Object.keys(USUAL) as (keyof ClientLimits)[]) {
      limits[key] = (named && named[key]) || USUAL[key];
    }
    this.limits = limits;
  }
}
