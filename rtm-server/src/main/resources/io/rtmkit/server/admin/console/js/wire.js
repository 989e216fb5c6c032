// The protocol rtmkit.v1 as bytes; see docs/protocol.md.
import { SCHEMA } from './schema.js';

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;
const MAX_LENGTH_BYTES = 4;
const MASK_64 = (1n << 64n) - 1n;

const utf8 = new TextDecoder('utf-8', { fatal: true });

const isMessage = (type) => type in SCHEMA;
const wireType = (type) => {
  if (type === 'fixed64') return FIXED64;
  return isMessage(type) || type === 'string' || type === 'bytes' ? BYTES : VARINT;
};

/** One envelope with its length in front, as bytes. 64-bit numbers are BigInt. */
export function encodeFrame(envelope) {
  const body = encodeMessage('Envelope', envelope);
  return Uint8Array.from([...varint(BigInt(body.length)), ...body]);
}

function encodeMessage(type, message) {
  const out = [];
  for (const [name, [number, fieldType]] of Object.entries(SCHEMA[type])) {
    const value = message[name];
    if (value === undefined || isDefault(fieldType, value)) continue;
    out.push(
      ...varint(BigInt((number << 3) | wireType(fieldType))),
      ...encodeValue(fieldType, value),
    );
  }
  return out;
}

/** proto3 leaves these out, besides messages. */
function isDefault(type, value) {
  if (isMessage(type)) return false;
  return type === 'string' || type === 'bytes' ? value.length === 0 : !value;
}

function encodeValue(type, value) {
  if (isMessage(type)) return withLength(encodeMessage(type, value));
  switch (type) {
    case 'string':
      return withLength(new TextEncoder().encode(value));
    case 'bytes':
      return withLength(value);
    case 'fixed64':
      return Array.from({ length: 8 }, (none, i) => Number((value >> BigInt(8 * i)) & 0xffn));
    default:
      return varint(BigInt(value));
  }
}

const withLength = (bytes) => [...varint(BigInt(bytes.length)), ...bytes];

function varint(value) {
  const out = [];
  let rest = value & MASK_64;
  while (rest > 0x7fn) {
    out.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.push(Number(rest));
  return out;
}

/** The frames of one WebSocket message: {envelope, bytes} each. Throws what is wrong with them. */
export function decodeFrames(bytes, maxBytes) {
  const frames = [];
  const reader = { bytes, at: 0, end: bytes.length };
  while (reader.at < reader.end) {
    const from = reader.at;
    const length = Number(readVarint(reader));
    if (reader.at - from > MAX_LENGTH_BYTES) throw new Error('a length of more than 4 bytes');
    if (length > maxBytes) throw new Error(`a frame of ${length} bytes, at most ${maxBytes}`);
    const envelope = decodeMessage('Envelope', readPart(reader, length));
    frames.push({ envelope, bytes: bytes.subarray(from, reader.at) });
  }
  return frames;
}

function decodeMessage(type, reader) {
  const byNumber = new Map(
    Object.entries(SCHEMA[type]).map(([name, [number, fieldType]]) => [
      number,
      { name, fieldType },
    ]),
  );
  const message = {};
  while (reader.at < reader.end) {
    const tag = Number(readVarint(reader));
    const number = Math.floor(tag / 8);
    if (number === 0) throw new Error('a field with the number 0');
    const raw = readRaw(reader, tag % 8);
    const field = byNumber.get(number);
    if (field && wireType(field.fieldType) === tag % 8) {
      message[field.name] = decodeValue(field.fieldType, raw);
    } else {
      (message.unknownFields ??= []).push(number);
    }
  }
  return message;
}

function decodeValue(type, raw) {
  if (isMessage(type)) return decodeMessage(type, raw);
  switch (type) {
    case 'string':
      return utf8.decode(raw.bytes.subarray(raw.at, raw.end));
    case 'bytes':
      return raw.bytes.slice(raw.at, raw.end);
    case 'bool':
      return raw !== 0n;
    case 'u64':
    case 'fixed64':
      return raw;
    default:
      return Number(raw & 0xffffffffn);
  }
}

function readRaw(reader, type) {
  switch (type) {
    case VARINT:
      return readVarint(reader);
    case FIXED64:
      return readFixed(reader, 8);
    case BYTES:
      return readPart(reader, Number(readVarint(reader)));
    case FIXED32:
      return readFixed(reader, 4);
    default:
      throw new Error(`the wire type ${type}`);
  }
}

function readPart(reader, length) {
  if (length > reader.end - reader.at) throw new Error('ends too early');
  const part = { bytes: reader.bytes, at: reader.at, end: reader.at + length };
  reader.at += length;
  return part;
}

function readFixed(reader, length) {
  const { bytes, at } = readPart(reader, length);
  let value = 0n;
  for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[at + i]);
  return value;
}

function readVarint(reader) {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    if (reader.at >= reader.end) throw new Error('ends within a number');
    const byte = reader.bytes[reader.at++];
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return value & MASK_64;
  }
  throw new Error('a number of more than 10 bytes');
}

/** What a frame is: ['request', 'login'], ['push', 'peerMessage'], ['ack', '']. */
export function kindOf(envelope) {
  const part = ['request', 'reply', 'push', 'ack'].find((each) => envelope[each]) ?? 'unknown';
  const message = envelope[part] ?? {};
  const body = Object.keys(message).find((name) => isMessage(SCHEMA[capital(part)]?.[name]?.[1]));
  return [part, body ?? ''];
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** A message as text for people: 64-bit numbers in digits, bytes as text or their number. */
export function describe(message) {
  return JSON.stringify(
    message,
    (name, value) => {
      if (typeof value === 'bigint') return value.toString();
      return value instanceof Uint8Array ? describeBytes(value) : value;
    },
    2,
  );
}

function describeBytes(bytes) {
  try {
    const text = utf8.decode(bytes);
    return /^[^\p{Cc}]*$/u.test(text) ? text : `${bytes.length} bytes`;
  } catch {
    return `${bytes.length} bytes`;
  }
}
