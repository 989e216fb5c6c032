import {
  VERSION,
  type ChannelPosition,
  type LoginReply,
  type LoginRequest,
} from '../../generated/protocol';
import type { Draft } from '../wire/messages';
import type { U64 } from '../wire/U64';

/** Who is logged in, with which token, and what resumes the session. From login to logout. */
export class Session {
  // Given to renewToken, not yet answered: the one to log in with if the connection is lost.
  private offeredToken?: string;
  private lastSentToken?: string;
  private lastExpiredToken?: string;
  private id = '';
  private secret = new Uint8Array(0);

  constructor(
    private readonly appId: string,
    readonly userId: string,
    private token: string,
  ) {}

  loginRequest(inboxOffset: U64, channels: Draft<ChannelPosition>[]): Draft<LoginRequest> {
    const { appId, userId, id: sessionId, secret, currentToken: token } = this;
    const request: Draft<LoginRequest> = { appId, userId, token, sdk: `rtmkit-js/${VERSION}` };
    if (sessionId !== '') {
      request.resume = { sessionId, secret, inboxOffset, channels };
    }
    this.lastSentToken = token;
    return request;
  }

  /** Takes the keys of the session; answers whether the one that was lost goes on. */
  onLoggedIn(reply: LoginReply): boolean {
    const resumed = reply.resumed && this.id !== '';
    this.id = reply.sessionId;
    // A copy: the bytes are a view of all that came with them.
    this.secret = reply.resumeSecret.slice();
    return resumed;
  }

  offerToken(token: string): void {
    this.offeredToken = token;
  }

  /** The server answered the renewal with this token. */
  onRenewed(token: string, accepted: boolean): void {
    if (accepted) {
      this.token = token;
    }
    if (token === this.offeredToken) {
      this.offeredToken = undefined;
    }
  }

  /** Whether a newer token was given since the last login was sent. */
  hasUntriedToken(): boolean {
    return this.currentToken !== this.lastSentToken;
  }

  /** Notes that the token is over; false if that was known. */
  noteExpired(): boolean {
    const news = this.currentToken !== this.lastExpiredToken;
    this.lastExpiredToken = this.currentToken;
    return news;
  }

  private get currentToken(): string {
    return this.offeredToken === undefined ? this.token : this.offeredToken;
  }
}
