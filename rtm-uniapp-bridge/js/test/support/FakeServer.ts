import type { Ack, Envelope, LoginReply, Push, Reply, Request } from '../../src/generated/protocol';
import type { SocketListener } from '../../src/client/socket/SocketFactory';
import { decodeFrames, encodeFrame } from '../../src/client/wire/frames';
import type { Draft } from '../../src/client/wire/messages';
import { fromNumber } from '../../src/client/wire/U64';
import { settle } from './FakeClock';

export type Kind = Exclude<keyof Request, 'requestId' | 'resent'>;

const LOGIN: Draft<LoginReply> = {
  sessionId: 's-1',
  resumeSecret: new Uint8Array([1, 2, 3]),
  timing: { heartbeatIntervalMs: 2500, interruptedAfterMs: 4000, graceMs: 30_000, invitationMs: 95_000 },
  limits: { requestsInFlight: 256 },
};

/** One connection as the server has it. */
export class FakeConnection {
  readonly requests: Request[] = [];
  readonly acks: Ack[] = [];
  open = true;

  constructor(
    readonly url: string,
    readonly protocol: string,
    private readonly listener: SocketListener,
  ) {}

  accept(): Promise<void> {
    this.listener.onOpen();
    return settle();
  }

  /** The connection is lost. */
  lose(): Promise<void> {
    this.open = false;
    this.listener.onClose('closed: 1006');
    return settle();
  }

  /** The last request of a kind. */
  last(kind: Kind): Request {
    const found = [...this.requests].reverse().find((each) => each[kind] !== undefined);
    if (!found) {
      throw new Error(`no ${kind} among ${this.kinds()}`);
    }
    return found;
  }

  kinds(): string[] {
    return this.requests.map((each) => {
      return Object.keys(each).find((key) => !['requestId', 'resent'].includes(key)) ?? '';
    });
  }

  reply(to: Request, body: Draft<Reply> = {}): Promise<void> {
    return this.send({ reply: { requestId: to.requestId, ...body } });
  }

  /** Answers the last request of a kind. */
  answer(kind: Kind, body: Draft<Reply> = {}): Promise<void> {
    return this.reply(this.last(kind), body);
  }

  login(body: Draft<LoginReply> = {}): Promise<void> {
    return this.answer('login', { login: { ...LOGIN, ...body } });
  }

  push(...pushes: Draft<Push>[]): Promise<void> {
    return this.send(...pushes.map((push) => ({ push })));
  }

  /** Some frames in one message. */
  send(...envelopes: Draft<Envelope>[]): Promise<void> {
    return this.sendBytes(Buffer.concat(envelopes.map(encodeFrame)));
  }

  sendBytes(bytes: Uint8Array): Promise<void> {
    this.listener.onMessage(new Uint8Array(bytes));
    return settle();
  }

  take(bytes: Uint8Array): void {
    for (const envelope of decodeFrames(bytes, 64 * 1024)) {
      if (envelope.request) {
        this.requests.push(envelope.request);
      }
      if (envelope.ack) {
        this.acks.push(envelope.ack);
      }
    }
  }
}

/** The server's side of the socket, by hand. */
export class FakeServer {
  readonly connections: FakeConnection[] = [];

  readonly factory = (url: string, protocol: string, listener: SocketListener) => {
    const connection = new FakeConnection(url, protocol, listener);
    this.connections.push(connection);
    return {
      send: (bytes: Uint8Array) => connection.take(bytes),
      close: () => {
        connection.open = false;
      },
    };
  };

  get last(): FakeConnection {
    return this.connections[this.connections.length - 1];
  }
}

export const u64 = fromNumber;
