import type { Result } from '../../api';
import type { Reply, Request } from '../../generated/protocol';
import { NO_TIMER, type Timer } from '../Clock';
import type { Draft } from '../wire/messages';
import { ZERO, type U64 } from '../wire/U64';
import type { Operation } from './Operation';

export type RequestBody = Draft<Request>;
export type OnReply = (reply: Reply) => void;
export type OnError = (error: Result) => void;

/** One request from its making to its answer, over any number of connections. */
export class PendingRequest {
  id: U64 = ZERO;
  private timeout: Timer = NO_TIMER;
  private onAnswered: () => void = () => {};
  private wasSent = false;
  private answered = false;

  constructor(
    readonly operation: Operation,
    private readonly body: RequestBody,
    private readonly onSuccess: OnReply,
    private readonly onError: OnError,
  ) {}

  /** @param onAnswered is told once, before the caller */
  begin(id: U64, timeout: Timer, onAnswered: () => void): void {
    this.id = id;
    this.timeout = timeout;
    this.onAnswered = onAnswered;
  }

  /** Bytes of the message that it keeps in memory; all else is small. */
  get weight(): number {
    const { publish, peerMessage } = this.body;
    const { content } = publish || peerMessage || {};
    return content && content.payload ? content.payload.length : 0;
  }

  /** The request to send now; from the second time on it says so. */
  toSend(): RequestBody {
    const request = Object.assign({}, this.body, { requestId: this.id });
    if (this.wasSent) {
      request.resent = true;
    }
    this.wasSent = true;
    return request;
  }

  mayBeSentAgain(): boolean {
    return this.operation.insists === true || (!this.operation.mayPass && !this.answered);
  }

  onReply(reply: Reply): void {
    if (reply.code !== 0) {
      this.fail({ code: reply.code, message: reply.reason });
    } else if (this.answer()) {
      this.onSuccess(reply);
    }
  }

  fail(error: Result): void {
    if (this.answer()) {
      this.onError(error);
    }
  }

  /** Nobody waits for it any longer. */
  abandon(): void {
    this.answer();
  }

  private answer(): boolean {
    const first = !this.answered;
    if (first) {
      this.answered = true;
      this.timeout.cancel();
      this.onAnswered();
    }
    return first;
  }
}
