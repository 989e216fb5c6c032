// The channels that this user is in, or was.
import { computed, reactive } from 'vue';
import { addLine, addNote, createConversation, loadPast, textOf } from './messages';
import { load, save } from './storage';
import { attempt, background, call, on, showError } from './rtm';
import { followSession, session } from './session';

/** open: the channel that is on the screen. */
export const channels = reactive({ all: {}, open: '' });

export const channelList = computed(() =>
  Object.values(channels.all).sort((a, b) => b.joined - a.joined || a.channelId.localeCompare(b.channelId)),
);
export const channelsUnread = computed(() => channelList.value.reduce((sum, each) => sum + each.unread, 0));

export function channelOf(channelId) {
  if (!channels.all[channelId]) {
    const more = { channelId, joined: false, count: 0, members: [], attributes: [] };
    channels.all[channelId] = createConversation(more);
    remember();
  }
  return channels.all[channelId];
}

export function openChannel(channelId) {
  channels.open = channelId;
  if (!channelId) return null;
  const channel = channelOf(channelId);
  channel.unread = 0;
  return channel;
}

export async function joinChannel(channelId) {
  try {
    await call('createChannel', { channelId });
    await call('join', { channelId });
  } catch (error) {
    showError(error);
    return false;
  }
  const channel = channelOf(channelId);
  channel.joined = true;
  addNote(channel, 'youJoined');
  loadMembers(channelId);
  loadChannelAttributes(channelId);
  return true;
}

export async function leaveChannel(channelId) {
  if (!(await attempt('leave', { channelId }))) return false;
  const channel = channelOf(channelId);
  Object.assign(channel, { joined: false, members: [] });
  addNote(channel, 'youLeft');
  return true;
}

/** Leaves the channel, if need be, and forgets it. */
export async function releaseChannel(channelId) {
  if (!(await attempt('channelRelease', { channelId }))) return false;
  forgetChannel(channelId);
  return true;
}

export function forgetChannel(channelId) {
  delete channels.all[channelId];
  remember();
}

export async function loadMembers(channelId) {
  const result = await attempt('getMembers', { channelId });
  if (!result) return;
  const channel = channelOf(channelId);
  channel.members = result.members.map((each) => each.userId).sort();
  channel.count = channel.members.length;
}

export async function loadCounts() {
  const channelIds = Object.keys(channels.all);
  if (!channelIds.length) return;
  const result = await background('getChannelMemberCount', { channelIds });
  if (!result) return;
  for (const { channelId, count } of result.memberCounts) {
    if (channels.all[channelId]) channels.all[channelId].count = count;
  }
}

export async function sendToChannel(channelId, text) {
  const channel = channelOf(channelId);
  const line = addLine(channel, { from: session.userId, text, at: Date.now(), state: 'sending' });
  return transmit(channel, line);
}

export function sendToChannelAgain(channelId, line) {
  Object.assign(line, { state: 'sending', reason: '', at: Date.now() });
  return transmit(channelOf(channelId), line);
}

async function transmit(channel, line) {
  try {
    await call('sendChannelMessage', {
      channelId: channel.channelId,
      text: line.text,
      enableHistoricalMessaging: channel.history,
      enableOfflineMessaging: channel.offline,
    });
    line.state = 'sent';
  } catch (error) {
    line.state = 'failed';
    line.reason = error.result ? `${error.result.message} (${error.result.code})` : error.message;
  }
}

export function loadOlderOfChannel(channelId) {
  return loadPast(channelOf(channelId), { channelId });
}

export async function loadChannelAttributes(channelId) {
  const result = await attempt('getChannelAttributes', { channelId });
  if (result) channelOf(channelId).attributes = result.attributeList;
}

function remember() {
  if (session.userId) save(`channels:${session.userId}`, { ids: Object.keys(channels.all) });
}

function addMember(channel, userId) {
  if (!channel.members.includes(userId)) channel.members.push(userId);
}

on('onChannelMessageReceived', (event) => {
  const channel = channelOf(event.channelId);
  addLine(channel, {
    from: event.userId,
    text: textOf(event.text, event.rawMessage),
    at: event.serverReceivedTs || Date.now(),
    late: event.isOfflineMessage,
  });
  if (channels.open !== event.channelId) channel.unread += 1;
});
on('onMemberJoined', ({ channelId, userId }) => {
  const channel = channelOf(channelId);
  addMember(channel, userId);
  addNote(channel, 'joined', { user: userId });
});
on('onMemberLeft', ({ channelId, userId }) => {
  const channel = channelOf(channelId);
  channel.members = channel.members.filter((each) => each !== userId);
  addNote(channel, 'left', { user: userId });
});
on('onMemberCountUpdated', ({ channelId, memberCount }) => {
  channelOf(channelId).count = memberCount;
});
on('onAttributesUpdated', ({ channelId, attributeList }) => {
  channelOf(channelId).attributes = attributeList;
});
on('onChannelMessagesLost', ({ channelId, count }) => {
  addNote(channelOf(channelId), 'messagesLost', { count });
});
on('onMessagesMissed', ({ channelId, from, to }) => {
  addNote(channelOf(channelId), 'messagesMissed', { from, to });
});
on('onChannelReset', ({ channelId }) => {
  addNote(channelOf(channelId), 'channelReset');
  loadMembers(channelId);
});
on('onMembershipLost', ({ channelId, code, message }) => {
  const channel = channelOf(channelId);
  Object.assign(channel, { joined: false, members: [] });
  addNote(channel, 'membershipLost', { reason: `${message} (${code})` });
});

followSession((userId) => {
  if (!userId) {
    Object.assign(channels, { all: {}, open: '' });
    return;
  }
  for (const id of load(`channels:${userId}`, { ids: [] }).ids) channelOf(id);
});
