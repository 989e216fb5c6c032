import { MessageType, type Content } from '../../generated/protocol';
import { toBase64 } from '../wire/base64';
import type { Draft } from '../wire/messages';
import { byteLength, decodeUtf8, encodeUtf8 } from '../wire/utf8';

/** What is wrong with the text of a message, or undefined. */
export function findTextProblem(text: string, maxBytes: number): string | undefined {
  if (text === '') {
    return 'text: is empty';
  }
  const bytes = byteLength(text);
  return bytes > maxBytes ? `text: has ${bytes} bytes, at most ${maxBytes} are allowed` : undefined;
}

export function toContent(text: string): Draft<Content> {
  return { type: MessageType.MESSAGE_TYPE_TEXT, payload: encodeUtf8(text) };
}

/** A message as the application sees it: of anything but text the bytes in Base64, with the description. */
export function readContent(content: Content | undefined): {
  messageType: number;
  text: string;
  rawMessage: string;
} {
  if (!content) {
    return { messageType: MessageType.MESSAGE_TYPE_UNDEFINED, text: '', rawMessage: '' };
  }
  const { type: messageType, payload, description } = content;
  return messageType === MessageType.MESSAGE_TYPE_TEXT
    ? { messageType, text: decodeUtf8(payload), rawMessage: '' }
    : { messageType, text: description, rawMessage: toBase64(payload) };
}
