import {
  CloseCode,
  type GoodbyePush,
  type LoginReply,
  type LoginRequest,
  type Push,
  type Reply,
} from '../../generated/protocol';
import { NO_TIMER, type Timer } from '../Clock';
import type { Context } from '../Context';
import { LOGIN_TIMEOUT_MS } from '../requests/Operation';
import type { Requests } from '../requests/Requests';
import { HOW_TO_NAME_A_SERVER } from '../settings/ServerSettings';
import type { Draft } from '../wire/messages';
import { ZERO, type U64 } from '../wire/U64';
import { ceilingMs, SLOW_MS, waitMs } from './Backoff';
import { Farewell } from './Farewell';
import { Link, type LinkOwner } from './Link';

const STABLE_AFTER_MS = 60_000;
const FRESH_MS = 2_000;

// Without any of these the client comes back by itself.
const ENDS_SESSION: number[] = [
  CloseCode.CLOSE_CODE_REMOTE_LOGIN,
  CloseCode.CLOSE_CODE_BANNED,
  CloseCode.CLOSE_CODE_KICKED,
];
const HOPELESS: number[] = [
  CloseCode.CLOSE_CODE_PROTOCOL_ERROR,
  CloseCode.CLOSE_CODE_FRAME_TOO_LARGE,
  CloseCode.CLOSE_CODE_TLS_NOT_ENABLED,
];

/** What the connector asks and tells. */
export interface ConnectorOwner {
  loginRequest(): Draft<LoginRequest>;
  /** The login was answered with success: the link is ready for requests. */
  onUp(reply: LoginReply, link: Link): void;
  /** The login was refused. Nothing goes on until retry or retryNow. */
  onRefused(reply: Reply): void;
  /** An attempt failed before the login was answered; the next one comes by itself. */
  onAttemptFailed(why: string): void;
  /** The connection was lost; attempts to restore it come by themselves. */
  onLost(why: string): void;
  /** The server ended the session for good: another login, a ban, a kick. The connector has stopped. */
  onEndedByServer(closeCode: number, why: string): void;
  onReply(reply: Reply): void;
  onPush(push: Push): void;
  onBatchEnd(link: Link): void;
}

/**
 * Keeps a client connected: attempts, the login on each connection, back-off. Decides nothing about the
 * user: its owner does.
 */
export class Connector implements LinkOwner {
  // As long as a user is logged in.
  private active = false;
  private failures = 0;
  private graceEndsMs = Infinity;
  private graceMs = 0;

  // As long as a connection, or an attempt.
  private link?: Link;
  private open = false;
  private up = false;
  private upSinceMs = 0;
  private loginId: U64 = ZERO;
  private timer: Timer = NO_TIMER;

  constructor(
    private readonly context: Context,
    private readonly requests: Requests,
    private readonly owner: ConnectorOwner,
  ) {}

  start(): void {
    this.active = true;
    this.failures = 0;
    this.graceEndsMs = Infinity;
    this.attempt();
  }

  stop(): void {
    this.active = false;
    this.dropLink();
  }

  /** Stops, and says good-bye to the server as far as it knows of the user. */
  leave(done: () => void): void {
    const { link, up, open, loginId } = this;
    this.link = undefined;
    this.stop();
    if (link && open) {
      const farewell = new Farewell(this.context, link, this.requests.nextId(), done);
      farewell.begin(up ? undefined : loginId);
    } else {
      if (link) {
        link.close();
      }
      done();
    }
  }

  /** Connects again after a while: the back-off, and at least the given time. */
  retry(atLeastMs: number): void {
    const { clock } = this.context;
    const ceiling = ceilingMs(this.failures++, clock.now() < this.graceEndsMs);
    this.timer.cancel();
    const wait = waitMs(ceiling, atLeastMs, clock.random());
    this.timer = clock.schedule(wait, () => this.attempt());
  }

  /** Connects again at once, unless an attempt is under way or the connection stands. */
  retryNow(): void {
    if (this.active && !this.link) {
      this.attempt();
    }
  }

  /** The program ran on, or the network is back. */
  onWake(): void {
    if (this.up && this.link) {
      this.link.onWake();
    }
    // An attempt that was under way has slept too, unless it has just begun.
    const fresh = this.link !== undefined && this.link.silentMs() < FRESH_MS;
    if (this.active && !this.up && !fresh) {
      this.dropLink();
      this.attempt();
    }
  }

  onOpen(link: Link): void {
    this.open = true;
    this.loginId = this.requests.nextId();
    link.send({ requestId: this.loginId, login: this.owner.loginRequest() });
  }

  onReply(link: Link, reply: Reply): void {
    if (this.up) {
      this.owner.onReply(reply);
    } else if (this.open && reply.requestId === this.loginId) {
      this.onLoginReply(link, reply);
    }
  }

  onPush(_link: Link, push: Push): void {
    if (push.goodbye) {
      this.onGoodbye(push.goodbye);
    } else if (this.up) {
      this.owner.onPush(push);
    }
  }

  onBatchEnd(link: Link): void {
    if (this.up) {
      this.owner.onBatchEnd(link);
    }
  }

  onEnd(_link: Link, why: string): void {
    this.onGone(why, 0);
  }

  private attempt(): void {
    this.timer.cancel();
    const url = this.context.settings.url();
    if (url === undefined) {
      this.onGone(`no server is known: ${HOW_TO_NAME_A_SERVER}`, 0);
      return;
    }
    this.timer = this.context.clock.schedule(LOGIN_TIMEOUT_MS, () => {
      this.onGone(`no answer from ${url}`, 0);
    });
    this.link = new Link(this.context, url, this);
  }

  private onLoginReply(link: Link, reply: Reply): void {
    this.timer.cancel();
    if (reply.code !== 0) {
      this.dropLink();
      this.owner.onRefused(reply);
      return;
    }
    if (!reply.login) {
      this.onGone('protocol error: the server answered a login without a session', SLOW_MS);
      return;
    }
    this.up = true;
    this.upSinceMs = this.context.clock.now();
    this.graceMs = reply.login.timing ? reply.login.timing.graceMs : 0;
    link.watch(reply.login.timing);
    this.owner.onUp(reply.login, link);
  }

  private onGoodbye(goodbye: GoodbyePush): void {
    const { closeCode, reason, retryAfterMs } = goodbye;
    const why = `the server said good-bye: ${closeCode} ${reason}`;
    if (ENDS_SESSION.indexOf(closeCode) >= 0) {
      this.stop();
      this.owner.onEndedByServer(closeCode, why);
    } else {
      this.onGone(why, HOPELESS.indexOf(closeCode) >= 0 ? SLOW_MS : retryAfterMs);
    }
  }

  private onGone(why: string, retryAfterMs: number): void {
    const wasUp = this.up;
    this.dropLink();
    const now = this.context.clock.now();
    if (wasUp) {
      this.graceEndsMs = now + this.graceMs;
      this.failures = now - this.upSinceMs >= STABLE_AFTER_MS ? 0 : this.failures;
      this.owner.onLost(why);
    } else {
      this.owner.onAttemptFailed(why);
    }
    if (this.active) {
      this.retry(retryAfterMs);
    }
  }

  private dropLink(): void {
    this.timer.cancel();
    if (this.link) {
      this.link.close();
    }
    this.link = undefined;
    this.open = false;
    this.up = false;
  }
}
