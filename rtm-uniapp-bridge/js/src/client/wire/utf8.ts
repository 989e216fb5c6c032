// TextEncoder and TextDecoder are missing in mini programs and in the JavaScript of uni-app's App.

const REPLACEMENT = 0xfffd;
const CHUNK = 4096;
// The first byte of a character by how many follow.
const LEAD = [0, 0xc0, 0xe0, 0xf0];

/** Bytes of a text as UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = codePointAt(text, i);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    i += code > 0xffff ? 1 : 0;
  }
  return bytes;
}

export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(byteLength(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const code = codePointAt(text, i);
    if (code < 0x80) {
      bytes[at++] = code;
    } else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes[at++] = LEAD[more] | (code >> (6 * more));
      for (let shift = 6 * (more - 1); shift >= 0; shift -= 6) {
        bytes[at++] = 0x80 | ((code >> shift) & 0x3f);
      }
    }
    i += code > 0xffff ? 1 : 0;
  }
  return bytes;
}

/** Reads UTF-8. What is none becomes U+FFFD; with `strict` the answer is undefined. */
export function decodeUtf8(bytes: Uint8Array, strict: true): string | undefined;
export function decodeUtf8(bytes: Uint8Array): string;
export function decodeUtf8(bytes: Uint8Array, strict = false): string | undefined {
  const units: number[] = [];
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const [code, length] = readCodePoint(bytes, i);
    if (code < 0 && strict) {
      return undefined;
    }
    i += length;
    push(units, code < 0 ? REPLACEMENT : code);
    if (units.length >= CHUNK) {
      text += String.fromCharCode.apply(null, units);
      units.length = 0;
    }
  }
  return text + String.fromCharCode.apply(null, units);
}

// A surrogate without its other half is no character.
function codePointAt(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  if (unit < 0xd800 || unit > 0xdfff) {
    return unit;
  }
  const second = unit < 0xdc00 && i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
  return second >= 0xdc00 && second <= 0xdfff
    ? 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00)
    : REPLACEMENT;
}

// The character at a place and its length; -1 if there is none.
function readCodePoint(bytes: Uint8Array, at: number): [number, number] {
  const first = bytes[at];
  if (first < 0x80) {
    return [first, 1];
  }
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0) {
    return [-1, 1];
  }
  let code = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = at + i < bytes.length ? bytes[at + i] : 0;
    if ((byte & 0xc0) !== 0x80) {
      return [-1, i];
    }
    code = (code << 6) | (byte & 0x3f);
  }
  const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < least || code > 0x10ffff || surrogate ? [-1, 1] : [code, length];
}

function push(units: number[], code: number): void {
  if (code > 0xffff) {
    units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
  } else {
    units.push(code);
  }
}
