// Numbers and errors of a server with some load.
import { APP, HOSTILE, HOSTILE_TEXT } from './hostile.mjs';

const MB = 1024 * 1024;

function times(scale, seconds) {
  const p50 = scale * (1 + 0.3 * Math.sin(seconds / 7));
  return { count: 900, p50, p90: p50 * 2.1, p99: p50 * (4 + Math.sin(seconds / 3)), max: p50 * 9 };
}

/** Numbers of a server with some load. */
export function live(world) {
  const s = Date.now() / 1000;
  const wave = (period, noise) => Math.sin(s / period) + noise * Math.random();
  const messages = 820 + 140 * wave(20, 0.5);
  return {
    timeMs: Date.now(),
    connections: Math.round(1210 + 30 * wave(40, 0.1)),
    sessions: Math.round(1190 + 30 * wave(40, 0.1)),
    channels: 84,
    peerMessages: messages,
    channelMessages: 96 + 20 * wave(9, 0.5),
    deliveries: 2900 + 500 * wave(11, 0.4),
    requests: messages * 1.4,
    bytesIn: 410_000 + 50_000 * wave(9, 1),
    bytesOut: 1_220_000 + 130_000 * wave(9, 1),
    peerAck: times(1.6, s),
    loopLag: times(0.2, s),
    pendingTasks: Math.round(3 + 3 * Math.random()),
    memory: {
      heapUsed: (90 + 40 * ((s / 15) % 1)) * MB,
      heapMax: 512 * MB,
      resident: 236 * MB,
      buffers: 18 * MB,
    },
    cpu: 0.21 + 0.06 * wave(13, 0.4),
    store: { problem: world.storeProblem, stored: 48213, refused: 2, replaced: 17, expired: 120 },
  };
}

export const errors = () => [
  {
    atMs: Date.now() - 4000,
    app: APP,
    user: HOSTILE,
    operation: 'peer_message',
    code: 5,
    name: 'PEER_MESSAGE_ERR_TOO_OFTEN',
    reason: `peer_id ${HOSTILE_TEXT}: called too often: 180/3s per session`,
    count: 1288,
    explanation: 'The session sent more messages than rates.message lets through.',
    whatToDo: 'Let the client wait retry_after_ms, or raise rates.message if the load is wanted.',
  },
  {
    atMs: Date.now() - 64_000,
    app: APP,
    user: 'carol',
    operation: 'login',
    code: 6,
    name: 'LOGIN_ERR_TOKEN_EXPIRED',
    reason: 'token: expired 5 s ago',
    count: 3,
    explanation: 'The token was genuine but is over.',
    whatToDo:
      'Make tokens that live longer, and renew them when the client is told (onTokenWillExpire).',
  },
];

export const log = () => [
  {
    atMs: Date.now() - 9000,
    level: 'WARN',
    logger: 'io.rtmkit.server.store.redis.Breaker',
    message: `Redis has not answered for 500 ms ${HOSTILE_TEXT}`,
  },
  {
    atMs: Date.now() - 99_000,
    level: 'ERROR',
    logger: 'io.rtmkit.server.transport.ClientPort',
    message: 'a TLS client was refused: this port has no certificate',
  },
];
