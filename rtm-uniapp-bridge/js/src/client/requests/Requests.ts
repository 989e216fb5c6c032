import type { Result } from '../../api';
import type { Reply } from '../../generated/protocol';
import { Refusal } from '../Answer';
import type { Timer } from '../Clock';
import type { Link } from '../connection/Link';
import type { Context } from '../Context';
import { next, ZERO, type U64 } from '../wire/U64';
import { NOT_LOGGED_IN, type Operation } from './Operation';
import { PendingRequest, type OnError, type OnReply, type RequestBody } from './PendingRequest';

const MAX_CALLS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The requests that wait for a reply, in the order in which they were made. They outlive lost
 * connections: each is answered once, by its reply, its time-out or the end of the session.
 */
export class Requests {
  // Id 0 is the heartbeat's.
  private lastId: U64 = ZERO;

  // As long as a user is logged in.
  private loggedIn = false;
  private waiting: PendingRequest[] = [];
  // Of those that have no answer yet.
  private calls = 0;
  private bytes = 0;

  // As long as a connection.
  private link?: Link;
  private window = 0;
  // An entry stays until the reply, even if the caller has been answered before.
  private readonly sent = new Map<U64, PendingRequest>();

  constructor(private readonly context: Context) {}

  get isLoggedIn(): boolean {
    return this.loggedIn;
  }

  get isConnected(): boolean {
    return this.link !== undefined;
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  nextId(): U64 {
    this.lastId = next(this.lastId);
    return this.lastId;
  }

  /** Throws a Refusal if nobody is logged in. */
  refuseIfLoggedOut(): void {
    if (!this.loggedIn) {
      throw new Refusal(NOT_LOGGED_IN, 'not logged in');
    }
  }

  /** The user is logged in: requests are accepted from now on. */
  start(): void {
    this.loggedIn = true;
  }

  /** The user is no longer logged in: everything that waits is answered with this error. */
  stop(error: Result): void {
    this.loggedIn = false;
    this.link = undefined;
    this.takeAll().forEach((request) => request.fail(error));
  }

  /** Sends a request when there is a connection and room in the window. */
  submit(operation: Operation, body: RequestBody, onReply: OnReply, onError: OnError): void {
    const request = new PendingRequest(operation, body, onReply, onError);
    if (!this.loggedIn) {
      request.fail({ code: NOT_LOGGED_IN, message: 'not logged in' });
    } else if (this.isFull && !operation.insists && !operation.mayPass) {
      // Only the application is held back: what the server must hear of has its bounds elsewhere.
      const message = `more than ${MAX_CALLS} calls or ${MAX_BYTES} bytes wait for an answer`;
      request.fail({ code: operation.tooOftenCode, message });
    } else {
      this.count(1, request.weight);
      const onAnswered = () => this.count(-1, -request.weight);
      request.begin(this.nextId(), this.timeoutOf(request), onAnswered);
      this.waiting.push(request);
      this.pump();
    }
  }

  /** The connection stands: sends what waits, as much as the window takes. */
  onConnected(link: Link, window: number): void {
    this.link = link;
    this.window = window;
    this.pump();
  }

  /** The connection is lost: what it has not answered will be sent again, in its old order. */
  onLost(): void {
    this.link = undefined;
    for (const request of this.takeAll()) {
      if (request.mayBeSentAgain()) {
        this.waiting.push(request);
      } else {
        request.abandon();
      }
    }
  }

  /** Puts the requests that were made last, in their order, in front of all that wait. */
  moveToFront(count: number): void {
    const last = this.waiting.splice(this.waiting.length - count, count);
    this.waiting = last.concat(this.waiting);
  }

  onReply(reply: Reply): void {
    const request = this.sent.get(reply.requestId);
    if (request) {
      this.sent.delete(reply.requestId);
      request.onReply(reply);
      this.pump();
    }
  }

  /** Answers the requests of one kind that have not been sent. */
  failWaiting(operation: Operation, error: Result): void {
    const failing = this.waiting.filter((each) => each.operation === operation);
    this.waiting = this.waiting.filter((each) => each.operation !== operation);
    failing.forEach((request) => request.fail(error));
  }

  private get isFull(): boolean {
    return this.calls >= MAX_CALLS || this.bytes > MAX_BYTES;
  }

  private count(calls: number, bytes: number): void {
    this.calls += calls;
    this.bytes += bytes;
  }

  private pump(): void {
    while (this.link && this.sent.size < this.window && this.waiting.length > 0) {
      const request = this.waiting.shift()!;
      this.sent.set(request.id, request);
      this.link.send(request.toSend());
    }
  }

  private timeoutOf(request: PendingRequest): Timer {
    const ms = request.operation.timeoutMs;
    return this.context.clock.schedule(ms, () => this.onTimeout(request, ms));
  }

  private onTimeout(request: PendingRequest, ms: number): void {
    if (!request.operation.insists) {
      this.waiting = this.waiting.filter((each) => each !== request);
    }
    const why = this.link ? 'the server did not answer' : 'the connection is lost';
    request.fail({ code: request.operation.timeoutCode, message: `${why} for ${ms} ms` });
  }

  private takeAll(): PendingRequest[] {
    const all: PendingRequest[] = [];
    this.sent.forEach((request) => all.push(request));
    this.sent.clear();
    return all.concat(this.waiting.splice(0));
  }
}
