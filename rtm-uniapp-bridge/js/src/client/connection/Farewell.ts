import type { Push, Reply } from '../../generated/protocol';
import { NO_TIMER, type Timer } from '../Clock';
import type { Context } from '../Context';
import { LOGOUT_TIMEOUT_MS } from '../requests/Operation';
import type { U64 } from '../wire/U64';
import type { Link, LinkOwner } from './Link';

/**
 * The last moments of a link after logout: tells the server, waits for its answer a short while and
 * closes. The client itself has moved on.
 */
export class Farewell implements LinkOwner {
  private awaitedLoginId?: U64;
  private over = false;
  private timer: Timer = NO_TIMER;

  constructor(
    private readonly context: Context,
    private readonly link: Link,
    private readonly logoutId: U64,
    private readonly done: () => void,
  ) {}

  /** Begins; with the id of a login that is still to be answered, if there is one. */
  begin(unansweredLoginId?: U64): void {
    this.awaitedLoginId = unansweredLoginId;
    this.link.setOwner(this);
    this.timer = this.context.clock.schedule(LOGOUT_TIMEOUT_MS, () => this.finish());
    if (unansweredLoginId === undefined) {
      this.sendLogout();
    }
  }

  onOpen(): void {}

  onReply(_link: Link, reply: Reply): void {
    if (reply.requestId === this.logoutId) {
      this.finish();
    } else if (reply.requestId === this.awaitedLoginId) {
      this.awaitedLoginId = undefined;
      if (reply.code === 0) {
        this.sendLogout();
      } else {
        this.finish();
      }
    }
  }

  onPush(_link: Link, push: Push): void {
    if (push.goodbye) {
      this.finish();
    }
  }

  onBatchEnd(): void {}

  onEnd(): void {
    this.finish();
  }

  private sendLogout(): void {
    this.link.send({ requestId: this.logoutId, logout: {} });
  }

  private finish(): void {
    if (!this.over) {
      this.over = true;
      this.timer.cancel();
      this.link.close();
      this.done();
    }
  }
}
