// One user of the playground: logs in, joins a channel, talks, and shows what goes over the wire.
import { path, post } from './api.js';
import * as choice from './appChoice.js';
import { Client, textContent, textOf } from './client.js';
import { CLOSE_NAMES, ERROR_NAMES } from './codes.js';
import { explain } from './dialogs.js';
import { el, field, set } from './dom.js';
import { clock } from './format.js';
import { createFrames } from './frames.js';
import { say } from './texts.js';

const SDK = 'rtmkit-console';
const TOKEN_S = 3600;

/** What was said and what happened, oldest first. */
function createTalk() {
  const root = el('ol', { class: 'talk', tabindex: '0', role: 'log', 'aria-label': say('pane.talk') });
  return {
    root,
    add(kind, text, who = '') {
      const name = who === '' ? null : el('strong', { class: 'id', text: who });
      const time = el('time', { text: clock(Date.now()) });
      root.append(el('li', { class: kind }, name, el('span', { text }), time));
      root.scrollTop = root.scrollHeight;
    },
  };
}

/**
 * @param url gives the address of the client port
 * @param names the user's id, and whom it talks to at first
 */
export function createPane(url, { user, peer, channel }) {
  const userInput = el('input', { value: user, maxlength: 64, autocomplete: 'off', required: true });
  const logButton = el('button', { class: 'primary', text: say('pane.login') });
  const status = el('span', { class: 'badge', role: 'status' });
  const channelInput = el('input', { value: channel, maxlength: 64, autocomplete: 'off', required: true });
  const joinButton = el('button', { text: say('pane.join') });
  const target = el(
    'select',
    { 'aria-label': say('pane.to') },
    el('option', { value: 'peer', text: say('pane.toUser') }),
    el('option', { value: 'channel', text: say('pane.toChannel') }),
  );
  const peerInput = el('input', { value: peer, maxlength: 64, 'aria-label': say('pane.peer'), autocomplete: 'off' });
  const textInput = el('input', { 'aria-label': say('pane.text'), placeholder: say('pane.text'), autocomplete: 'off', required: true });
  const sendButton = el('button', { text: say('pane.send') });
  const talk = createTalk();
  const frames = createFrames();
  const logForm = el('form', { class: 'inline' }, field(say('pane.user'), userInput), logButton);
  const joinForm = el('form', { class: 'inline' }, field(say('pane.channel'), channelInput), joinButton);
  const sendForm = el('form', { class: 'compose' }, target, peerInput, textInput, sendButton);
  const root = el(
    'section',
    { class: 'card pane', 'aria-label': user, 'data-pane': user },
    el('div', { class: 'heading' }, el('h2', { text: user, class: 'id' }), status),
    logForm,
    joinForm,
    talk.root,
    sendForm,
    frames.root,
  );
  let client = null;
  let isIn = false;
  let joined = null;

  function draw() {
    set(status, 'class', `badge ${isIn ? 'good' : ''}`);
    set(status, 'text', say(isIn ? 'pane.in' : client ? 'pane.connecting' : 'pane.out'));
    set(logButton, 'text', say(client ? 'pane.logout' : 'pane.login'));
    set(joinButton, 'text', say(joined ? 'pane.leave' : 'pane.join'));
    userInput.disabled = client !== null;
    channelInput.disabled = joined !== null;
    for (const each of [joinButton, sendButton]) each.disabled = !isIn;
    peerInput.hidden = target.value !== 'peer';
  }

  /** Tells whether a request was done; its code is in words if not. */
  function isDone(kind, reply) {
    if (!reply || !reply.code) return Boolean(reply);
    const name = ERROR_NAMES[kind][reply.code] ?? '';
    talk.add('bad', [reply.code, name, reply.reason].filter(Boolean).join(' · '));
    return false;
  }

  async function findToken(id) {
    if (choice.isOpen()) return '';
    return (await post(path`/v1/apps/${choice.app()}/tokens`, { user: id, seconds: TOKEN_S })).token;
  }

  async function login() {
    const userId = userInput.value;
    let token;
    try {
      token = await findToken(userId);
    } catch (error) {
      talk.add('bad', explain(error));
      return;
    }
    set(root.querySelector('h2'), 'text', userId);
    const onOpen = async () => {
      const appId = choice.app();
      const reply = await client.request('login', { appId, userId, token, sdk: SDK });
      isIn = isDone('login', reply);
      if (isIn) talk.add('note', say('pane.didLogin'));
      draw();
    };
    try {
      client = new Client(url(), { onOpen, onFrame: frames.add, onPush, onClose });
    } catch (error) {
      talk.add('bad', String(error.message));
    }
    draw();
  }

  function onClose(code, reason) {
    const name = CLOSE_NAMES[code];
    const known = isIn || name !== undefined;
    const text = name ? `${code} ${name}${reason ? ` · ${reason}` : ''}` : code;
    talk.add(name === CLOSE_NAMES[4000] ? 'note' : 'bad', known ? say('pane.closed', { text }) : say('pane.noConnection', { url: url() }));
    client = null;
    isIn = false;
    joined = null;
    draw();
  }

  function onPush(push, kind) {
    const told = push[kind];
    if (kind === 'peerMessage') talk.add('theirs', textOf(told.content), told.peerId);
    if (kind === 'publication') onPublication(told);
    if (kind === 'goodbye') talk.add('bad', `${CLOSE_NAMES[told.closeCode] ?? told.closeCode}: ${told.reason ?? ''}`);
    if (kind === 'memberCount') talk.add('note', say('pane.memberCount', { channel: told.channelId, count: told.memberCount ?? 0 }));
  }

  function onPublication({ channelId, message, joined: came, left }) {
    if (message) talk.add('theirs', textOf(message.content), `${message.userId} @ ${channelId}`);
    if (came) talk.add('note', say('pane.memberJoined', { user: came.userId, channel: channelId }));
    if (left) talk.add('note', say('pane.memberLeft', { user: left.userId, channel: channelId }));
  }

  async function joinOrLeave() {
    const channelId = joined ?? channelInput.value;
    const kind = joined ? 'leave' : 'join';
    if (!isDone(kind, await client.request(kind, { channelId }))) return;
    talk.add('note', say(joined ? 'pane.didLeave' : 'pane.didJoin', { channel: channelId }));
    joined = joined ? null : channelId;
    if (joined) target.value = 'channel';
    draw();
  }

  async function send() {
    const content = textContent(textInput.value);
    const messageId = client.nextMessageId();
    const toPeer = target.value === 'peer';
    const to = toPeer ? peerInput.value : channelInput.value;
    const text = textInput.value;
    textInput.value = '';
    talk.add('mine', text, toPeer ? `→ ${to}` : `→ @ ${to}`);
    const kind = toPeer ? 'peerMessage' : 'publish';
    const body = toPeer ? { messageId, peerId: to, content } : { messageId, channelId: to, content };
    isDone(kind, await client.request(kind, body));
  }

  const onSubmit = (form, action) =>
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      action();
    });
  onSubmit(logForm, async () => {
    if (!client) await login();
    else if (isIn) await client.request('logout', {});
    else client.close();
  });
  onSubmit(joinForm, joinOrLeave);
  onSubmit(sendForm, send);
  target.addEventListener('change', draw);
  draw();
  return { root };
}
