import type { Envelope } from '../../generated/protocol';
import { ByteReader, WireError } from './ByteReader';
import { ByteWriter } from './ByteWriter';
import { decodeMessage, encodeMessage, type Draft } from './messages';

const LENGTH_BYTES = 4;

/** One frame: the length of the envelope, and the envelope. */
export function encodeFrame(envelope: Draft<Envelope>): Uint8Array {
  const writer = new ByteWriter();
  writer.block(encodeMessage('Envelope', envelope));
  return writer.finish();
}

/** All frames of a WebSocket message, which holds whole ones. Throws a WireError if it does not. */
export function decodeFrames(bytes: Uint8Array, maxBytes: number): Envelope[] {
  const reader = new ByteReader(bytes);
  const envelopes: Envelope[] = [];
  while (reader.left > 0) {
    const length = reader.varint(LENGTH_BYTES);
    if (length > maxBytes) {
      throw new WireError(`a frame of ${length} bytes, at most ${maxBytes} are allowed`);
    }
    envelopes.push(decodeMessage('Envelope', reader.take(length)) as unknown as Envelope);
  }
  return envelopes;
}
