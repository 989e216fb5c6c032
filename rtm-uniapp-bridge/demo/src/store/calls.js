// Call invitations, made and received. The newest comes first.
import { computed, reactive } from 'vue';
import { attempt, call, on, showError } from './rtm';
import { followSession } from './session';

/**
 * phase, for both sides: 'calling' (on its way), 'ringing', 'accepting', 'accepted', 'refused', 'canceled',
 * 'failed'. code: why it failed, as LocalInvitationError or RemoteInvitationError.
 */
export const calls = reactive({ all: [] });

const OPEN = ['calling', 'ringing', 'accepting'];
let nextId = 1;

export const isOpen = (each) => OPEN.includes(each.phase);
export const ringing = computed(() => calls.all.find((each) => each.incoming && each.phase === 'ringing'));

export function callById(id) {
  return calls.all.find((each) => each.id === id);
}

function add(entry) {
  calls.all.unshift({ id: nextId++, at: Date.now(), endedAt: 0, answer: '', code: 0, ...entry });
  return calls.all[0];
}

/** The entry of the new invitation; null if the module did not take it. */
export async function invite(peerId, channelId, content) {
  const entry = add({ incoming: false, peerId, channelId, content, phase: 'calling' });
  try {
    await call('sendLocalInvitation', { calleeId: peerId, channelId, content });
    return entry;
  } catch (error) {
    calls.all = calls.all.filter((each) => each.id !== entry.id);
    showError(error);
    return null;
  }
}

export function cancel({ peerId, channelId, content }) {
  return attempt('cancelLocalInvitation', { calleeId: peerId, channelId, content });
}

// The caller's id goes under the name that the module has always wanted: calleeId.
export async function accept(entry, response) {
  const { peerId, channelId } = entry;
  entry.phase = 'accepting';
  const result = await attempt('acceptRemoteInvitation', { calleeId: peerId, channelId, response });
  if (!result && entry.phase === 'accepting') entry.phase = 'ringing';
}

export function refuse({ peerId, channelId }, response) {
  return attempt('refuseRemoteInvitation', { calleeId: peerId, channelId, response });
}

function showCall(entry) {
  const url = `/pages/call/call?id=${entry.id}`;
  // Mini programs stack ten pages at most; a call is more important than the last of them.
  uni.navigateTo({ url, fail: () => uni.redirectTo({ url }) });
}

function update(incoming, event, change) {
  const peerId = incoming ? event.callerId : event.calleeId;
  const entry = calls.all.find(
    (each) =>
      each.incoming === incoming &&
      each.peerId === peerId &&
      each.channelId === event.channelId &&
      isOpen(each),
  );
  if (!entry) return;
  Object.assign(entry, change);
  if (!isOpen(entry)) entry.endedAt = Date.now();
}

on('onLocalInvitationReceivedByPeer', (event) => update(false, event, { phase: 'ringing' }));
on('onLocalInvitationAccepted', (event) =>
  update(false, event, { phase: 'accepted', answer: event.response }),
);
on('onLocalInvitationRefused', (event) => update(false, event, { phase: 'refused', answer: event.response }));
on('onLocalInvitationCanceled', (event) => update(false, event, { phase: 'canceled' }));
on('onLocalInvitationFailure', (event) => update(false, event, { phase: 'failed', code: event.code }));

on('onRemoteInvitationReceived', (event) => {
  const { callerId, channelId, content } = event;
  showCall(add({ incoming: true, peerId: callerId, channelId, content, phase: 'ringing' }));
});
on('onRemoteInvitationAccepted', (event) =>
  update(true, event, { phase: 'accepted', answer: event.response }),
);
on('onRemoteInvitationRefused', (event) => update(true, event, { phase: 'refused', answer: event.response }));
on('onRemoteInvitationCanceled', (event) => update(true, event, { phase: 'canceled' }));
on('onRemoteInvitationFailure', (event) => update(true, event, { phase: 'failed', code: event.code }));

followSession((userId) => {
  if (!userId) calls.all = [];
});
