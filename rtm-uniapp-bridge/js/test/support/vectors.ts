import { readFileSync } from 'node:fs';
import * as protocol from '../../src/generated/protocol';

const file = '../../../../rtm-protocol/src/main/resources/rtmkit/v1/conformance/vectors.json';

export const vectors: {
  valid: { name: string; frame: string; envelope: object }[];
  invalid: { name: string; frame: string }[];
} = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (each) => parseInt(each, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (each) => each.toString(16).padStart(2, '0')).join('');
}

/** A message in protobuf's JSON as the codec has it: ids in hexadecimal digits, enums as numbers. */
export function toMessage(type: string, json: object): Record<string, unknown> {
  const rows = protocol.SCHEMA[type].split(',').map((each) => each.split(' '));
  const message: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(json)) {
    const row = rows.find((each) => each[1] === key);
    if (!row) throw new Error(`${type}.${key} is not in the schema`);
    const kind = row[2].replace(/[*?]/, '');
    message[key] = Array.isArray(value)
      ? value.map((each) => toValue(kind, each))
      : toValue(kind, value);
  }
  return message;
}

function toValue(kind: string, value: unknown): unknown {
  switch (kind) {
    case 's':
    case 't':
    case 'u':
      return value;
    case 'b':
      return new Uint8Array(Buffer.from(String(value), 'base64'));
    case 'e':
      return enumValue(String(value));
    case 'i':
      return Number(value);
    case 'v':
    case 'f':
      return BigInt(String(value)).toString(16).padStart(16, '0');
    default:
      return toMessage(kind, value as object);
  }
}

function enumValue(name: string): number {
  for (const each of Object.values(protocol)) {
    const value = (each as Record<string, unknown>)[name];
    if (typeof value === 'number') return value;
  }
  throw new Error(`no enum has ${name}`);
}
