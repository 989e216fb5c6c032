// What conversations with users and channels have in common: a list of lines, some of them from history.
import { reactive } from 'vue';
import { attempt } from './rtm';
import { session } from './session';
import { settings } from './settings';

const PAGE = 20;
/** How far apart the sender's clock and the server's may be for a line to be the same message. */
const SKEW_MS = 60_000;
let nextKey = 1;

export function createConversation(target) {
  return reactive({
    ...target,
    lines: [],
    unread: 0,
    offline: settings.offline,
    history: settings.history,
    /** total: -1 until asked for. */
    past: { total: -1, hasMore: true, after: '', loading: false },
  });
}

/**
 * state: 'sending', 'received' (the peer has it), 'sent' (to a channel), 'kept', 'failed'; 'past' for one's own
 * from history; '' for those of others.
 */
export function addLine(conversation, line) {
  conversation.lines.push({ key: nextKey++, kind: 'text', state: '', reason: '', late: false, ...line });
  return conversation.lines[conversation.lines.length - 1];
}

/** A line of the application itself: what is told in the words of `note` with `values`. */
export function addNote(conversation, note, values) {
  addLine(conversation, { kind: 'note', note, values, at: Date.now() });
}

export function lastText(conversation) {
  const texts = conversation.lines.filter((each) => each.kind === 'text');
  return texts.length ? texts[texts.length - 1] : null;
}

/** The text of a message: of a raw one its description and its size. */
export function textOf(text, rawMessage) {
  if (!rawMessage) return text;
  const bytes = Math.floor((rawMessage.length * 3) / 4);
  return `${text ? `${text} ` : ''}[${bytes} bytes]`;
}

/** Puts an older page of the history in front of what is there. */
export async function loadPast(conversation, target) {
  const { past } = conversation;
  if (past.loading) return;
  past.loading = true;
  const counted = await attempt('countHistory', target);
  if (counted) past.total = counted.count;
  const options = { ...target, newestFirst: true, limit: PAGE };
  const page = await attempt('queryHistory', past.after ? { ...options, after: past.after } : options);
  past.loading = false;
  if (!page) return;
  past.hasMore = page.hasMore;
  if (page.messages.length) past.after = page.messages[page.messages.length - 1].id;
  const older = page.messages.filter((each) => !isThere(conversation, each)).reverse();
  conversation.lines.unshift(...older.map(toLine));
}

function toLine(message) {
  return {
    key: `h${message.id}`,
    kind: 'text',
    from: message.userId,
    text: textOf(message.text, message.rawMessage),
    at: message.serverReceivedTs,
    state: message.userId === session.userId ? 'past' : '',
    reason: '',
    late: false,
  };
}

function isThere(conversation, message) {
  const text = textOf(message.text, message.rawMessage);
  return conversation.lines.some(
    (line) =>
      line.kind === 'text' &&
      line.from === message.userId &&
      line.text === text &&
      Math.abs(line.at - message.serverReceivedTs) < (line.state ? SKEW_MS : 1),
  );
}
