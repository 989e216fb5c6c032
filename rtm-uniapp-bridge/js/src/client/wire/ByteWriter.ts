import { encodeUtf8 } from './utf8';
import { highOf, lowOf, type U64 } from './U64';

/** Bytes that grow. */
export class ByteWriter {
  private bytes = new Uint8Array(256);
  private length = 0;

  /** An unsigned number below 2^32. */
  varint(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  varint64(high: number, low: number): void {
    let h = high >>> 0;
    let l = low >>> 0;
    while (h > 0 || l > 0x7f) {
      this.byte((l & 0x7f) | 0x80);
      l = ((l >>> 7) | (h << 25)) >>> 0;
      h >>>= 7;
    }
    this.byte(l);
  }

  fixed64(value: U64): void {
    for (const part of [lowOf(value), highOf(value)]) {
      for (let shift = 0; shift < 32; shift += 8) {
        this.byte((part >>> shift) & 0xff);
      }
    }
  }

  /** Bytes with their number before them. */
  block(bytes: Uint8Array): void {
    this.varint(bytes.length);
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  text(text: string): void {
    this.block(encodeUtf8(text));
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  private reserve(more: number): void {
    if (this.length + more > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.length + more, 2 * this.bytes.length));
      larger.set(this.bytes);
      this.bytes = larger;
    }
  }
}
