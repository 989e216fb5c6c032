import type { Result } from '../../api';
import type { Reply } from '../../generated/protocol';
import type { Context } from '../Context';
import type { Operation } from './Operation';
import type { RequestBody } from './PendingRequest';
import type { Requests } from './Requests';

const WAIT_MS = 1_000;
const MAX_ATTEMPTS = 5;

/** Who knows what to ask for, and is told how it ended. */
export interface RestoreOwner {
  /** What to ask for, as things stand now. */
  restoreRequest(): RequestBody;
  onRestored(reply: Reply): void;
  onRestoreFailed(error: Result): void;
}

/**
 * One thing that the client puts back by itself when a session was lost with it: asked for again while
 * the refusal may pass. Each begin gives up the one before.
 */
export class Restore {
  private turn = 0;
  private attempts = 0;
  private open = false;

  constructor(
    private readonly context: Context,
    private readonly requests: Requests,
    private readonly operation: Operation,
    private readonly owner: RestoreOwner,
  ) {}

  /** Whether it was begun and has not ended yet. */
  get isOpen(): boolean {
    return this.open;
  }

  /**
   * Asks the server.
   *
   * @param repeated whether an earlier attempt may have been taken already, unknown to the client
   */
  begin(repeated: boolean): void {
    this.turn++;
    this.attempts = 0;
    this.open = true;
    this.ask(repeated);
  }

  /** The session goes on over a new connection: asks again, if no answer has come. */
  onResumed(): void {
    if (this.open) {
      this.begin(true);
    }
  }

  /** Nobody wants to hear of it any more. */
  cancel(): void {
    this.turn++;
    this.open = false;
  }

  private ask(repeated: boolean): void {
    const mine = this.turn;
    this.attempts++;
    this.requests.submit(
      this.operation,
      Object.assign(this.owner.restoreRequest(), { resent: repeated }),
      (reply) => this.onRestored(mine, reply),
      (error) => this.onFailed(mine, error),
    );
  }

  private onRestored(mine: number, reply: Reply): void {
    if (this.turn === mine) {
      this.open = false;
      this.owner.onRestored(reply);
    }
  }

  private onFailed(mine: number, error: Result): void {
    // After the end of the session nothing is to be restored.
    if (this.turn !== mine || !this.requests.isLoggedIn) {
      return;
    }
    if (this.mayPass(error.code) && this.attempts < MAX_ATTEMPTS) {
      this.context.clock.schedule(WAIT_MS * this.attempts, () => this.askAgain(mine));
    } else {
      this.open = false;
      this.owner.onRestoreFailed(error);
    }
  }

  private askAgain(mine: number): void {
    // Without a connection the next login decides anew.
    if (this.turn === mine && this.requests.isConnected) {
      this.ask(true);
    }
  }

  private mayPass(code: number): boolean {
    const { timeoutCode, tooOftenCode, mayPass = [] } = this.operation;
    return code === timeoutCode || code === tooOftenCode || mayPass.indexOf(code) >= 0;
  }
}
