// The console's own codec against the protocol's vectors and names.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const CONSOLE = '../../src/main/resources/io/rtmkit/server/admin/console/js/';
const PROTOCOL = new URL('../../../rtm-protocol/src/main/', import.meta.url);
const { decodeFrames, describe, encodeFrame, kindOf } = await import(`${CONSOLE}wire.js`);
const { SCHEMA } = await import(`${CONSOLE}schema.js`);
const { CLOSE_NAMES, ERROR_NAMES } = await import(`${CONSOLE}codes.js`);

const read = (name) => readFileSync(new URL(name, PROTOCOL), 'utf8');
const vectors = JSON.parse(read('resources/rtmkit/v1/conformance/vectors.json'));
const ENUMS = {
  MESSAGE_TYPE_UNDEFINED: 0,
  MESSAGE_TYPE_TEXT: 1,
  MESSAGE_TYPE_RAW: 2,
  MESSAGE_TYPE_FILE: 3,
  MESSAGE_TYPE_IMAGE: 4,
};

const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (each) => parseInt(each, 16));
const toHex = (bytes) => Buffer.from(bytes).toString('hex');

/** Whether the playground's part of the schema has all that a vector has. */
function isKnown(type, json) {
  return Object.entries(json).every(([name, value]) => {
    const field = SCHEMA[type][name];
    return field && (!(field[1] in SCHEMA) || isKnown(field[1], value));
  });
}

/** A message in protobuf's JSON as the codec has it. */
function toMessage(type, json) {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, toValue(SCHEMA[type][name][1], value)]),
  );
}

function toValue(type, value) {
  if (type in SCHEMA) return toMessage(type, value);
  if (type === 'bytes') return new Uint8Array(Buffer.from(value, 'base64'));
  if (type === 'u64' || type === 'fixed64') return BigInt(value);
  return type === 'enum' ? ENUMS[value] : value;
}

const known = vectors.valid.filter(({ envelope }) => isKnown('Envelope', envelope));

test('the vectors have every kind that the playground sends or understands', () => {
  const kinds = new Set(
    known.map(({ envelope }) => kindOf(toMessage('Envelope', envelope)).join(' ')),
  );
  const wanted = [
    'request login',
    'request logout',
    'request ping',
    'request join',
    'request leave',
    'request publish',
    'request peerMessage',
    'reply ',
    'reply join',
    'reply publish',
    'push peerMessage',
    'push publication',
    'push memberCount',
    'push goodbye',
    'push tokenWillExpire',
    'ack ',
  ];
  for (const kind of wanted) assert.ok(kinds.has(kind), kind);
});

for (const { name, frame, envelope } of known) {
  test(`encodes and decodes alike: ${name}`, () => {
    const message = toMessage('Envelope', envelope);
    assert.equal(toHex(encodeFrame(message)), frame);
    const [decoded, ...more] = decodeFrames(fromHex(frame), 65536);
    assert.deepEqual(more, []);
    assert.equal(toHex(encodeFrame(decoded.envelope)), frame);
  });
}

test('every other vector is decoded as far as it is known', () => {
  for (const { frame } of vectors.valid) {
    const [{ envelope, bytes }] = decodeFrames(fromHex(frame), 256 * 1024);
    assert.equal(toHex(bytes), frame);
    assert.notEqual(kindOf(envelope)[0], 'unknown');
    assert.ok(describe(envelope).length > 0);
  }
});

for (const { name, frame } of vectors.invalid) {
  test(`refuses: ${name}`, () => {
    assert.throws(() => decodeFrames(fromHex(frame), 65536));
  });
}

test('several frames in one message', () => {
  const all = vectors.valid.map((each) => each.frame).join('');
  assert.equal(decodeFrames(fromHex(all), 256 * 1024).length, vectors.valid.length);
});

function enumOf(file, name) {
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(read(`proto/rtmkit/v1/${file}`))[1];
  return Object.fromEntries(
    [...body.matchAll(/^\s+([A-Z_]+) = (\d+);/gm)].map(([, text, value]) => [value, text]),
  );
}

test('codes have the names of the schema', () => {
  const enums = {
    login: 'LoginError',
    logout: 'LogoutError',
    join: 'JoinChannelError',
    leave: 'LeaveChannelError',
    publish: 'ChannelMessageError',
    peerMessage: 'PeerMessageError',
  };
  assert.deepEqual(Object.keys(ERROR_NAMES).sort(), Object.keys(enums).sort());
  for (const [kind, name] of Object.entries(enums)) {
    assert.deepEqual({ ...ERROR_NAMES[kind] }, enumOf('error_code.proto', name), kind);
  }
  const { 0: unspecified, ...close } = enumOf('close_code.proto', 'CloseCode');
  assert.ok(unspecified);
  assert.deepEqual({ ...CLOSE_NAMES }, close);
});
