const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as Base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = (bytes[i] << 16) | ((bytes[i + 1] || 0) << 8) | (bytes[i + 2] || 0);
    text += LETTERS[group >> 18] + LETTERS[(group >> 12) & 63];
    text += left > 1 ? LETTERS[(group >> 6) & 63] : '=';
    text += left > 2 ? LETTERS[group & 63] : '=';
  }
  return text;
}
