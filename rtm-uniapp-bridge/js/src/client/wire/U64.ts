/**
 * An unsigned number of 64 bits, which a double cannot hold: its 16 hexadecimal digits. So equality is
 * equality, order is the order of the texts, and a Map takes it as a key.
 */
export type U64 = string;

export const ZERO: U64 = '0000000000000000';

const TWO_32 = 4294967296;

function digits(part: number): string {
  return ('0000000' + (part >>> 0).toString(16)).slice(-8);
}

export function fromParts(high: number, low: number): U64 {
  return digits(high) + digits(low);
}

export function highOf(value: U64): number {
  return parseInt(value.slice(0, 8), 16);
}

export function lowOf(value: U64): number {
  return parseInt(value.slice(8), 16);
}

/** A whole number from 0 to 2^53. */
export function fromNumber(value: number): U64 {
  return fromParts(Math.floor(value / TWO_32), value);
}

/** Exact up to 2^53, rounded beyond. */
export function toNumber(value: U64): number {
  return highOf(value) * TWO_32 + lowOf(value);
}

export function next(value: U64): U64 {
  const low = (lowOf(value) + 1) >>> 0;
  return fromParts(highOf(value) + (low === 0 ? 1 : 0), low);
}

export function max(a: U64, b: U64): U64 {
  return a > b ? a : b;
}

export function toDecimal(value: U64): string {
  let high = highOf(value);
  let low = lowOf(value);
  let text = '';
  do {
    const rest = (high % 10) * TWO_32 + low;
    high = Math.floor(high / 10);
    low = Math.floor(rest / 10);
    text = (rest % 10) + text;
  } while (high > 0 || low > 0);
  return text;
}

/** Reads decimal digits; undefined if the text is no number of 64 bits. */
export function parseDecimal(text: string): U64 | undefined {
  if (!/^[0-9]{1,20}$/.test(text)) {
    return undefined;
  }
  let high = 0;
  let low = 0;
  for (let i = 0; i < text.length; i++) {
    const sum = low * 10 + Number(text[i]);
    low = sum % TWO_32;
    high = high * 10 + Math.floor(sum / TWO_32);
  }
  return high < TWO_32 ? fromParts(high, low) : undefined;
}
