import type { Ack, Envelope, Push, Reply, Timing } from '../../generated/protocol';
import { NO_TIMER, type Timer } from '../Clock';
import type { Context } from '../Context';
import { guard } from '../guard';
import type { RequestBody } from '../requests/PendingRequest';
import { SERVER_FRAME_BYTES } from '../requests/ServerLimits';
import type { Socket } from '../socket/SocketFactory';
import { decodeFrames, encodeFrame } from '../wire/frames';
import type { Draft } from '../wire/messages';
import { ZERO } from '../wire/U64';

const PROTOCOL = 'rtmkit.v1';
const USUAL_HEARTBEAT_MS = 3_000;
const USUAL_INTERRUPTED_MS = 4_000;
// A server that asks for less would keep both sides busy with pings.
const MIN_HEARTBEAT_MS = 20;

const NO_SOCKET: Socket = { send: () => {}, close: () => {} };

/** Who is told what happens on a link. */
export interface LinkOwner {
  onOpen(link: Link): void;
  onReply(link: Link, reply: Reply): void;
  onPush(link: Link, push: Push): void;
  /** Everything that one message of the socket brought has been told. */
  onBatchEnd(link: Link): void;
  /** The connection is gone; the last call for this link. Not told after close. */
  onEnd(link: Link, why: string): void;
}

/** One connection: requests out, replies and pushes in, and the heartbeat. */
export class Link {
  private readonly socket: Socket;
  private ended = false;
  private lastReceivedMs: number;
  private lastSentMs = 0;
  private lastPingMs = 0;
  // Time in which this program did not run: what came then could not be seen.
  private frozenMs = 0;
  private heartbeatMs = USUAL_HEARTBEAT_MS;
  private interruptedMs = USUAL_INTERRUPTED_MS;
  private heartbeat: Timer = NO_TIMER;

  constructor(
    private readonly context: Context,
    url: string,
    private owner: LinkOwner,
  ) {
    this.lastReceivedMs = context.clock.now();
    this.socket = this.open(url);
  }

  /** Hands the link over: everything from now on is told to another. */
  setOwner(owner: LinkOwner): void {
    this.owner = owner;
  }

  send(request: RequestBody): void {
    this.sendFrame({ request });
  }

  ack(ack: Draft<Ack>): void {
    this.sendFrame({ ack });
  }

  /** For how long the server has sent nothing, though it could have been seen. */
  silentMs(): number {
    return this.context.clock.now() - this.lastReceivedMs - this.frozenMs;
  }

  /** Begins to send pings and to watch for silence, at the server's pace. */
  watch(timing: Timing | undefined): void {
    const heartbeat = (timing && timing.heartbeatIntervalMs) || USUAL_HEARTBEAT_MS;
    const interrupted = (timing && timing.interruptedAfterMs) || USUAL_INTERRUPTED_MS;
    this.heartbeatMs = Math.max(MIN_HEARTBEAT_MS, heartbeat);
    this.interruptedMs = Math.max(this.heartbeatMs, interrupted);
    this.lastPingMs = this.context.clock.now();
    this.scheduleCheck(this.heartbeatMs);
  }

  /** The program ran on, or the network is back: whoever slept too long has lost the connection. */
  onWake(): void {
    const silent = this.context.clock.now() - this.lastReceivedMs;
    if (silent >= this.interruptedMs) {
      this.end(`nothing received for ${silent} ms`);
    } else {
      this.ping();
    }
  }

  /** Ends the connection; the owner hears no more of it. */
  close(): void {
    this.ended = true;
    this.heartbeat.cancel();
    this.socket.close();
  }

  // Who makes a link must have it before it can end, whatever an application's factory does.
  private open(url: string): Socket {
    let opened = false;
    const endLater = (why: string) => Promise.resolve().then(() => guard(() => this.end(why)));
    try {
      const socket = this.context.socket(url, PROTOCOL, {
        onOpen: () => this.onOpen(),
        onMessage: (bytes) => this.onMessage(bytes),
        onClose: (why) => (opened ? this.end(why) : endLater(why)),
      });
      opened = true;
      return socket;
    } catch (error) {
      endLater((error as Error).message);
      return NO_SOCKET;
    }
  }

  private onOpen(): void {
    if (!this.ended) {
      this.onReceived();
      this.owner.onOpen(this);
    }
  }

  private onMessage(bytes: Uint8Array): void {
    if (this.ended) {
      return;
    }
    this.onReceived();
    let frames: Envelope[];
    try {
      frames = decodeFrames(bytes, SERVER_FRAME_BYTES);
    } catch (error) {
      this.end(`protocol error: ${(error as Error).message}`);
      return;
    }
    for (const frame of frames) {
      if (!this.ended) {
        guard(() => this.onFrame(frame));
      }
    }
    if (!this.ended) {
      this.owner.onBatchEnd(this);
    }
  }

  private onFrame(frame: Envelope): void {
    if (frame.reply) {
      this.owner.onReply(this, frame.reply);
    } else if (frame.push) {
      this.owner.onPush(this, frame.push);
    } else {
      this.end('protocol error: the server sent a frame that is neither reply nor push');
    }
  }

  private onReceived(): void {
    this.lastReceivedMs = this.context.clock.now();
    this.frozenMs = 0;
  }

  private end(why: string): void {
    if (!this.ended) {
      this.close();
      this.owner.onEnd(this, why);
    }
  }

  private sendFrame(frame: Draft<Envelope>): void {
    this.lastSentMs = this.context.clock.now();
    if (!this.ended) {
      this.socket.send(encodeFrame(frame));
    }
  }

  private scheduleCheck(ms: number): void {
    const dueMs = this.context.clock.now() + ms;
    this.heartbeat = this.context.clock.schedule(ms, () => this.checkHeartbeat(dueMs));
  }

  private checkHeartbeat(dueMs: number): void {
    const now = this.context.clock.now();
    this.frozenMs = Math.min(this.frozenMs + now - dueMs, now - this.lastReceivedMs);
    const silent = this.silentMs();
    if (silent >= this.interruptedMs) {
      this.end(`nothing received for ${silent} ms`);
      return;
    }
    // The server waits for us as we wait for it: who only listens, or is too busy to read, must
    // speak too.
    const idle = Math.max(silent, now - this.lastSentMs);
    if (Math.min(idle, now - this.lastPingMs) >= this.heartbeatMs) {
      this.ping();
    }
    const untilPing = this.heartbeatMs - Math.min(idle, now - this.lastPingMs);
    this.scheduleCheck(Math.max(1, Math.min(untilPing, this.interruptedMs - silent)));
  }

  private ping(): void {
    this.lastPingMs = this.context.clock.now();
    this.send({ requestId: ZERO, ping: {} });
  }
}
