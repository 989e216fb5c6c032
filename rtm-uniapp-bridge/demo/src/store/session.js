// Who is logged in where, and how the connection is.
import { reactive } from 'vue';
import { load, save } from './storage';
import { attempt, call, on } from './rtm';

export const CONNECTED = 3;
const ABORTED = 5;
const REASON_LOGOUT = 6;

export const session = reactive({
  userId: '',
  state: 1,
  reason: 0,
  version: '',
  /** '', 'expiring' or 'expired'. */
  token: '',
  /** Messages that waited for this user for too long. */
  lost: 0,
});

/** Told with the user's id after each login, and without one after the session has ended. */
const followers = [];
export function followSession(follower) {
  followers.push(follower);
}

let instance = '';

/** What the login page starts with. */
export function lastLogin() {
  return load('login', { server: defaultServer(), appId: 'a'.repeat(32), userId: '', token: '' });
}

function defaultServer() {
  let host = '127.0.0.1';
  // #ifdef H5
  host = location.hostname || host;
  // #endif
  return `ws://${host}:7080/rtm`;
}

/** Rejected if the module refuses. */
export async function login(form) {
  save('login', form);
  await prepare(form.appId, form.server);
  const { token, userId } = form;
  await call('login', { token, userId });
  Object.assign(session, { userId, token: '', lost: 0 });
  attempt('setCallEventListener');
  call('getSdkVersion').then(
    ({ version }) => (session.version = version),
    () => {},
  );
  for (const follower of followers) follower(userId);
}

// One instance serves all logins to the same app and server.
async function prepare(appId, server) {
  const wanted = `${appId} ${server}`;
  if (instance === wanted) return;
  if (instance) await releaseInstance();
  await call('createInstance', { appId, server });
  instance = wanted;
}

async function releaseInstance() {
  instance = '';
  await call('release');
}

export async function logout() {
  await attempt('logout');
  leave();
}

/** Ends the session and gives back what the instance held. */
export async function release() {
  instance = '';
  await attempt('release');
  leave();
}

export async function renewToken(token) {
  const result = await attempt('renewToken', { token });
  if (!result) return false;
  session.token = '';
  save('login', { ...lastLogin(), token });
  return true;
}

function leave() {
  if (!session.userId) return;
  session.userId = '';
  for (const follower of followers) follower('');
  uni.reLaunch({ url: '/pages/login/login' });
}

on('onConnectionStateChanged', ({ state, reason }) => {
  Object.assign(session, { state, reason });
  if (state === CONNECTED && session.token === 'expired') session.token = '';
  if (state === ABORTED && reason !== REASON_LOGOUT) leave();
});
on('onTokenWillExpire', () => (session.token = 'expiring'));
on('onTokenDidExpire', () => (session.token = 'expired'));
on('onPeerMessagesLost', ({ count }) => (session.lost += count));
