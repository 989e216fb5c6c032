// Whom this user watches, and attributes of users.
import { computed, reactive } from 'vue';
import { load, save } from './storage';
import { attempt, background, on } from './rtm';
import { followSession, session } from './session';

const BY_ONLINE_STATUS = 0;

/** contacts: by user id, with state (0 online, 1 unreachable, 2 offline, -1 not known) and watched. */
export const people = reactive({ contacts: {}, mine: {} });

export const contactList = computed(() =>
  Object.values(people.contacts).sort(
    (a, b) => rank(a.state) - rank(b.state) || a.userId.localeCompare(b.userId),
  ),
);

const rank = (state) => (state < 0 ? 3 : state);

export function stateOf(userId) {
  return people.contacts[userId] ? people.contacts[userId].state : -1;
}

export function isWatched(userId) {
  return !!people.contacts[userId] && people.contacts[userId].watched;
}

export function contactOf(userId) {
  if (!people.contacts[userId]) {
    people.contacts[userId] = { userId, state: -1, watched: false };
    remember();
  }
  return people.contacts[userId];
}

export function removeContact(userId) {
  const { watched } = contactOf(userId);
  delete people.contacts[userId];
  remember();
  return watched ? attempt('unsubscribePeersOnlineStatus', { peerIds: [userId] }) : null;
}

/** Asks once, because somebody wants to know. */
export async function queryPresence(peerIds) {
  if (peerIds.length) take(await attempt('queryPeersOnlineStatus', { peerIds }));
}

/** Asks once, to be up to date. */
export async function refreshPresence(peerIds) {
  if (peerIds.length) take(await background('queryPeersOnlineStatus', { peerIds }));
}

function take(result) {
  if (!result) return;
  for (const { peerId, state } of result.peerOnlineStatus) contactOf(peerId).state = state;
}

/** Is told of every change from now on. */
export async function watchPresence(peerIds) {
  if (!peerIds.length) return false;
  for (const id of peerIds) contactOf(id);
  if (!(await attempt('subscribePeersOnlineStatus', { peerIds }))) return false;
  for (const id of peerIds) contactOf(id).watched = true;
  remember();
  return true;
}

export async function unwatchPresence(peerIds) {
  if (!(await attempt('unsubscribePeersOnlineStatus', { peerIds }))) return;
  for (const id of peerIds) contactOf(id).watched = false;
  remember();
}

/** Takes over the module's own list of whom it watches. */
export async function loadWatched() {
  const result = await attempt('queryPeersBySubscriptionOption', { option: BY_ONLINE_STATUS });
  if (!result) return null;
  for (const contact of Object.values(people.contacts)) contact.watched = false;
  for (const id of result.peers) contactOf(id).watched = true;
  return result.peers;
}

export async function loadMine() {
  const result = await attempt('getUserAttributes', { userId: session.userId });
  if (result) people.mine = result.userAttributesList;
}

/** Every change of one's own attributes: the name of the function and its options. */
export async function changeMine(name, options) {
  const result = await attempt(name, options);
  if (result) await loadMine();
  return result;
}

function remember() {
  if (!session.userId) return;
  const watched = Object.values(people.contacts).filter((each) => each.watched);
  save(`people:${session.userId}`, {
    ids: Object.keys(people.contacts),
    watched: watched.map((each) => each.userId),
  });
}

on('onPeersOnlineStatusChanged', ({ peersStatus }) => {
  for (const { peerId, state } of peersStatus) contactOf(peerId).state = state;
});

followSession((userId) => {
  if (!userId) {
    Object.assign(people, { contacts: {}, mine: {} });
    return;
  }
  const { ids, watched } = load(`people:${userId}`, { ids: [], watched: [] });
  for (const id of ids) contactOf(id);
  // Subscriptions end with the session that made them.
  watchPresence(watched);
});
