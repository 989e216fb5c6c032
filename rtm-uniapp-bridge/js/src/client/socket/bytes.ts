/** The bytes of a binary message; undefined for a text. The class may be another realm's. */
export function toBytes(received: unknown): Uint8Array | undefined {
  const kind = Object.prototype.toString.call(received);
  return kind === '[object ArrayBuffer]' ? new Uint8Array(received as ArrayBuffer) : undefined;
}

/** Exactly these bytes: some platforms send the whole buffer of a view. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
