// A small client of rtmkit.v1 over WebSocket: logs in, asks, acknowledges, keeps the connection alive.
// It does not resume: whoever looks at frames wants to see a connection end.
import { decodeFrames, encodeFrame, kindOf } from './wire.js';

const SUB_PROTOCOL = 'rtmkit.v1';
const MAX_FRAME_BYTES = 256 * 1024;
const TEXT = 1;

/** A message of text as the protocol has it. */
export const textContent = (text) => ({ type: TEXT, payload: new TextEncoder().encode(text) });

/** The text of a message, or its size. */
export function textOf({ type, payload = new Uint8Array() } = {}) {
  return type === TEXT ? new TextDecoder().decode(payload) : `${payload.length} bytes`;
}

export class Client {
  #socket;
  #listeners;
  #requests = new Map();
  #nextRequest = 1n;
  #nextMessage = crypto.getRandomValues(new BigUint64Array(1))[0];
  #heartbeat = 0;

  /**
   * Connects.
   *
   * @param listeners onOpen(), onFrame({direction, atMs, bytes, envelope, answers}), onPush(push),
   *     onClose(code, reason)
   */
  constructor(url, listeners) {
    this.#listeners = listeners;
    this.#socket = new WebSocket(url, SUB_PROTOCOL);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.addEventListener('open', () => listeners.onOpen());
    this.#socket.addEventListener('message', ({ data }) => this.#onMessage(data));
    this.#socket.addEventListener('close', ({ code, reason }) => this.#onClose(code, reason));
  }

  /** Resolves to the reply, in which code 0 is success; to null if the connection ends before. */
  request(kind, body) {
    const requestId = this.#nextRequest++;
    const answer = new Promise((resolve) => this.#requests.set(requestId, { kind, resolve }));
    this.#send({ request: { requestId, [kind]: body } });
    return answer;
  }

  /** An id that no other message of this user has. */
  nextMessageId() {
    return BigInt.asUintN(64, this.#nextMessage++);
  }

  close() {
    this.#socket.close();
  }

  #send(envelope) {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const bytes = encodeFrame(envelope);
    this.#socket.send(bytes);
    this.#tell('up', bytes, envelope);
  }

  #tell(direction, bytes, envelope) {
    const asked = envelope.reply && this.#requests.get(envelope.reply.requestId ?? 0n);
    const answers = asked ? asked.kind : '';
    this.#listeners.onFrame({ direction, atMs: Date.now(), bytes, envelope, answers });
  }

  #onMessage(data) {
    let inbox = 0n;
    for (const { envelope, bytes } of decodeFrames(new Uint8Array(data), MAX_FRAME_BYTES)) {
      this.#tell('down', bytes, envelope);
      if (envelope.reply) this.#onReply(envelope.reply);
      if (envelope.push) {
        inbox = envelope.push.inboxOffset ?? inbox;
        this.#listeners.onPush(envelope.push, kindOf(envelope)[1]);
      }
    }
    // One acknowledgement for everything that one read brought.
    if (inbox > 0n) this.#send({ ack: { inboxOffset: inbox } });
  }

  #onReply(reply) {
    const asked = this.#requests.get(reply.requestId);
    this.#requests.delete(reply.requestId);
    if (asked?.kind === 'login' && !reply.code) {
      const every = reply.login.timing.heartbeatIntervalMs;
      this.#heartbeat = setInterval(() => this.request('ping', {}), every);
    }
    asked?.resolve(reply);
  }

  #onClose(code, reason) {
    clearInterval(this.#heartbeat);
    for (const { resolve } of this.#requests.values()) resolve(null);
    this.#requests.clear();
    this.#listeners.onClose(code, reason);
  }
}
