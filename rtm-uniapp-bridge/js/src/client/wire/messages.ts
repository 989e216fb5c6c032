import { SCHEMA } from '../../generated/protocol';
import { ByteReader, WireError } from './ByteReader';
import { ByteWriter } from './ByteWriter';
import { highOf, lowOf, ZERO, type U64 } from './U64';

/** A message in the making: what is not set has its default. */
export type Draft<T> = T extends Uint8Array | string | number | boolean
  ? T
  : T extends (infer E)[]
    ? Draft<E>[]
    : { [K in keyof T]?: Draft<T[K]> };

interface Field {
  id: number;
  name: string;
  /** A letter of scripts/generate.mjs, or the name of a message. */
  type: string;
  list: boolean;
  /** Absent is another thing than the default. */
  optional: boolean;
}

type Message = Record<string, unknown>;

const VARINT = 0;
const FIXED64 = 1;
const BLOCK = 2;
const FIXED32 = 5;
const TWO_32 = 4294967296;
const NO_BYTES = new Uint8Array(0);

const parsed: Record<string, Field[]> = {};

function fieldsOf(type: string): Field[] {
  return parsed[type] || (parsed[type] = SCHEMA[type].split(',').filter(Boolean).map(parseField));
}

function parseField(row: string): Field {
  const [id, name, type] = row.split(' ');
  const list = type.endsWith('*');
  const optional = type.endsWith('?');
  return { id: Number(id), name, type: list || optional ? type.slice(0, -1) : type, list, optional };
}

function wireTypeOf(type: string): number {
  return type === 'f' ? FIXED64 : 'utevi'.indexOf(type) >= 0 ? VARINT : BLOCK;
}

export function encodeMessage(type: string, message: object): Uint8Array {
  const writer = new ByteWriter();
  for (const field of fieldsOf(type)) {
    const value = (message as Message)[field.name];
    if (field.list) {
      for (const each of (value as unknown[] | undefined) || []) {
        writeField(writer, field, each);
      }
    } else if (value !== undefined && (field.optional || !isDefault(value))) {
      writeField(writer, field, value);
    }
  }
  return writer.finish();
}

function isDefault(value: unknown): boolean {
  return !value || value === ZERO || (value as Uint8Array).length === 0;
}

function writeField(writer: ByteWriter, field: Field, value: unknown): void {
  writer.varint(field.id * 8 + wireTypeOf(field.type));
  switch (field.type) {
    case 's':
      return writer.text(value as string);
    case 'b':
      return writer.block(value as Uint8Array);
    case 't':
      return writer.varint(value ? 1 : 0);
    case 'u':
      return writer.varint(value as number);
    case 'e':
    case 'i':
      return writer.varint64(Math.floor((value as number) / TWO_32), value as number);
    case 'v':
      return writer.varint64(highOf(value as U64), lowOf(value as U64));
    case 'f':
      return writer.fixed64(value as U64);
    default:
      return writer.block(encodeMessage(field.type, value as object));
  }
}

export function decodeMessage(type: string, bytes: Uint8Array): Message {
  const fields = fieldsOf(type);
  const message: Message = {};
  for (const field of fields) {
    if (!field.optional) {
      message[field.name] = field.list ? [] : defaultOf(field.type);
    }
  }
  const reader = new ByteReader(bytes);
  while (reader.left > 0) {
    const tag = reader.varint();
    const id = tag >>> 3;
    if (id === 0) {
      throw new WireError('a field has the number 0');
    }
    const field = fields.find((each) => each.id === id);
    if (!field || wireTypeOf(field.type) !== (tag & 7)) {
      skip(reader, tag & 7);
    } else if (field.list) {
      (message[field.name] as unknown[]).push(readValue(reader, field.type));
    } else {
      message[field.name] = readValue(reader, field.type);
    }
  }
  return message;
}

function readValue(reader: ByteReader, type: string): unknown {
  switch (type) {
    case 's':
      return reader.text();
    case 'b':
      return reader.block();
    case 't':
      reader.varint();
      return reader.low !== 0 || reader.high !== 0;
    case 'u':
      return reader.varint();
    case 'e':
      return reader.varint() | 0;
    case 'i':
      reader.varint();
      return (reader.high | 0) * TWO_32 + reader.low;
    case 'v':
      return reader.varint64();
    case 'f':
      return reader.fixed64();
    default:
      return decodeMessage(type, reader.block());
  }
}

function defaultOf(type: string): unknown {
  switch (type) {
    case 's':
      return '';
    case 'b':
      return NO_BYTES;
    case 't':
      return false;
    case 'v':
    case 'f':
      return ZERO;
    default:
      return 0;
  }
}

// A field of a newer server.
function skip(reader: ByteReader, wireType: number): void {
  switch (wireType) {
    case VARINT:
      reader.varint();
      break;
    case FIXED64:
      reader.fixed64();
      break;
    case BLOCK:
      reader.block();
      break;
    case FIXED32:
      reader.fixed32();
      break;
    default:
      throw new WireError(`wire type ${wireType} is unknown`);
  }
}
