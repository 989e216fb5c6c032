// Conversations with users.
import { computed, reactive } from 'vue';
import { addLine, createConversation, lastText, loadPast, textOf } from './messages';
import { load, save } from './storage';
import { call, on } from './rtm';
import { followSession, session } from './session';

const KEPT_FOR_LATER = 4;

/** open: the peer whose chat is on the screen. */
export const peers = reactive({ chats: {}, open: '' });

export const peerList = computed(() =>
  Object.values(peers.chats).sort((a, b) => lastAt(b) - lastAt(a) || a.peerId.localeCompare(b.peerId)),
);
export const peersUnread = computed(() => peerList.value.reduce((sum, each) => sum + each.unread, 0));

function lastAt(chat) {
  const line = lastText(chat);
  return line ? line.at : 0;
}

export function chatWith(peerId) {
  if (!peers.chats[peerId]) {
    peers.chats[peerId] = createConversation({ peerId });
    remember();
  }
  return peers.chats[peerId];
}

export function openChat(peerId) {
  peers.open = peerId;
  if (!peerId) return null;
  const chat = chatWith(peerId);
  chat.unread = 0;
  return chat;
}

export function removeChat(peerId) {
  delete peers.chats[peerId];
  remember();
}

export function sendToPeer(peerId, text) {
  const chat = chatWith(peerId);
  return transmit(chat, addLine(chat, { from: session.userId, text, at: Date.now(), state: 'sending' }));
}

export function sendAgain(peerId, line) {
  Object.assign(line, { state: 'sending', reason: '', at: Date.now() });
  return transmit(chatWith(peerId), line);
}

async function transmit(chat, line) {
  try {
    const { code } = await call('sendMessageToPeer', {
      peerId: chat.peerId,
      text: line.text,
      enableHistoricalMessaging: chat.history,
      enableOfflineMessaging: chat.offline,
    });
    line.state = code === KEPT_FOR_LATER ? 'kept' : 'received';
  } catch (error) {
    line.state = 'failed';
    line.reason = error.result ? `${error.result.message} (${error.result.code})` : error.message;
  }
}

export function loadOlder(peerId) {
  return loadPast(chatWith(peerId), { peerId });
}

function remember() {
  if (session.userId) save(`chats:${session.userId}`, { ids: Object.keys(peers.chats) });
}

on('onPeerMessageReceived', (event) => {
  const chat = chatWith(event.peerId);
  addLine(chat, {
    from: event.peerId,
    text: textOf(event.text, event.rawMessage),
    at: event.serverReceivedTs || Date.now(),
    late: event.OfflineMessage === 1,
  });
  if (peers.open !== event.peerId) chat.unread += 1;
});

followSession((userId) => {
  if (!userId) {
    Object.assign(peers, { chats: {}, open: '' });
    return;
  }
  // A message may come before the answer to login: what is there stays.
  for (const id of load(`chats:${userId}`, { ids: [] }).ids) chatWith(id);
  remember();
});
