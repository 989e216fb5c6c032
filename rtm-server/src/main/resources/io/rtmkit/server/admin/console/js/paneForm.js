// What a pane of the playground consists of: fields, buttons, the conversation.
import { el, field } from './dom.js';
import { clock } from './format.js';
import { say } from './texts.js';

const idInput = (value, props = {}) =>
  el('input', { value, maxlength: 64, autocomplete: 'off', spellcheck: 'false', ...props });

/** What was said and what happened, oldest first. */
function createTalk() {
  const root = el('ol', {
    class: 'talk',
    tabindex: '0',
    role: 'log',
    'aria-label': say('pane.talk'),
  });
  return {
    root,
    /** kind: mine, theirs, note or bad. */
    add(kind, text, who = '') {
      const name = who === '' ? null : el('strong', { class: 'id', text: who });
      const time = el('time', { text: clock(Date.now()) });
      root.append(el('li', { class: kind }, name, el('span', { text }), time));
      root.scrollTop = root.scrollHeight;
    },
  };
}

function createCompose(peer) {
  const target = el(
    'select',
    { 'aria-label': say('pane.to') },
    el('option', { value: 'peer', text: say('pane.toUser') }),
    el('option', { value: 'channel', text: say('pane.toChannel') }),
  );
  const peerInput = idInput(peer, { 'aria-label': say('pane.peer') });
  const text = el('input', {
    'aria-label': say('pane.text'),
    placeholder: say('pane.text'),
    autocomplete: 'off',
    required: true,
  });
  const send = el('button', { text: say('pane.send') });
  const form = el('form', { class: 'compose' }, target, peerInput, text, send);
  return { form, target, peer: peerInput, text, send };
}

/**
 * Makes the elements.
 *
 * @param framesRoot shown below the conversation
 */
export function createPaneForm({ user, peer, channel }, framesRoot) {
  const title = el('h2', { text: user, class: 'id' });
  const status = el('span', { class: 'badge', role: 'status' });
  const userInput = idInput(user, { required: true });
  const log = el('button', { class: 'primary', text: say('pane.login') });
  const channelInput = idInput(channel, { required: true });
  const join = el('button', { text: say('pane.join') });
  const logForm = el('form', { class: 'inline' }, field(say('pane.user'), userInput), log);
  const joinForm = el('form', { class: 'inline' }, field(say('pane.channel'), channelInput), join);
  const talk = createTalk();
  const compose = createCompose(peer);
  const root = el(
    'section',
    { class: 'card pane', 'aria-label': user, 'data-pane': user },
    el('div', { class: 'heading' }, title, status),
    logForm,
    joinForm,
    talk.root,
    compose.form,
    framesRoot,
  );
  return {
    root,
    title,
    status,
    user: userInput,
    log,
    logForm,
    channel: channelInput,
    join,
    joinForm,
    talk,
    compose,
  };
}
