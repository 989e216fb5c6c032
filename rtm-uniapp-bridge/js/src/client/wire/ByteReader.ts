import { decodeUtf8 } from './utf8';
import { fromParts, type U64 } from './U64';

/** What arrived is not what the protocol says. */
export class WireError extends Error {}

/** Reads bytes one after the other; every method throws a WireError where they end too early. */
export class ByteReader {
  // The parts of the number read last.
  high = 0;
  low = 0;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Reads a varint into high and low; answers the low part. */
  varint(maxBytes = 10): number {
    this.high = 0;
    this.low = 0;
    for (let i = 0; i < maxBytes; i++) {
      const byte = this.byte();
      const value = byte & 0x7f;
      if (i < 4) {
        this.low |= value << (7 * i);
      } else if (i === 4) {
        this.low |= value << 28;
        this.high = value >> 4;
      } else {
        this.high |= value << (7 * i - 32);
      }
      if (byte < 0x80) {
        this.low >>>= 0;
        this.high >>>= 0;
        return this.low;
      }
    }
    throw new WireError('a number is too long');
  }

  varint64(): U64 {
    this.varint();
    return fromParts(this.high, this.low);
  }

  fixed64(): U64 {
    const low = this.fixed32();
    return fromParts(this.fixed32(), low);
  }

  fixed32(): number {
    let value = 0;
    for (let shift = 0; shift < 32; shift += 8) {
      value |= this.byte() << shift;
    }
    return value >>> 0;
  }

  take(length: number): Uint8Array {
    if (length > this.left) {
      throw new WireError(`${length} bytes are announced, ${this.left} are there`);
    }
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  block(): Uint8Array {
    return this.take(this.varint());
  }

  text(): string {
    const text = decodeUtf8(this.block(), true);
    if (text === undefined) {
      throw new WireError('a text is not UTF-8');
    }
    return text;
  }

  private byte(): number {
    if (this.at >= this.bytes.length) {
      throw new WireError('the bytes end too early');
    }
    return this.bytes[this.at++];
  }
}
