// One user of the playground: logs in, joins a channel, talks, and shows what goes over the wire.
import { path, post } from './api.js';
import * as choice from './appChoice.js';
import { Client, textContent, textOf } from './client.js';
import { CLOSE_NAMES, ERROR_NAMES } from './codes.js';
import { explain } from './dialogs.js';
import { set } from './dom.js';
import { createFrames } from './frames.js';
import { createPaneForm } from './paneForm.js';
import { say } from './texts.js';

const SDK = 'rtmkit-console';
const TOKEN_S = 3600;
const LOGGED_OUT = 4000;

function onSubmit(form, action) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    action();
  });
}

/** In an open app any token is good, also none. */
async function findToken(user) {
  if (choice.isOpen()) return '';
  const answer = await post(path`/v1/apps/${choice.app()}/tokens`, { user, seconds: TOKEN_S });
  return answer.token;
}

class Pane {
  #url;
  #frames = createFrames();
  #form;
  #client = null;
  #isIn = false;
  #joined = null;

  constructor(url, names) {
    this.#url = url;
    this.#form = createPaneForm(names, this.#frames.root);
    onSubmit(this.#form.logForm, () => this.#logInOrOut());
    onSubmit(this.#form.joinForm, () => this.#joinOrLeave());
    onSubmit(this.#form.compose.form, () => this.#send());
    this.#form.compose.target.addEventListener('change', () => this.#draw());
    this.#draw();
  }

  get root() {
    return this.#form.root;
  }

  #draw() {
    const { status, log, join, user, channel, compose } = this.#form;
    set(status, 'class', `badge ${this.#isIn ? 'good' : ''}`);
    set(
      status,
      'text',
      say(this.#isIn ? 'pane.in' : this.#client ? 'pane.connecting' : 'pane.out'),
    );
    set(log, 'text', say(this.#client ? 'pane.logout' : 'pane.login'));
    set(join, 'text', say(this.#joined ? 'pane.leave' : 'pane.join'));
    user.disabled = this.#client !== null;
    channel.disabled = this.#joined !== null;
    join.disabled = !this.#isIn;
    compose.send.disabled = !this.#isIn;
    compose.peer.hidden = compose.target.value !== 'peer';
  }

  #note(text) {
    this.#form.talk.add('note', text);
  }

  #complain(text) {
    this.#form.talk.add('bad', text);
  }

  /** Tells whether a request was done; its code is in words if not. */
  #isDone(kind, reply) {
    if (!reply) return false;
    const { code = 0, reason = '' } = reply;
    if (code === 0) return true;
    this.#complain([code, ERROR_NAMES[kind][code], reason].filter(Boolean).join(' · '));
    return false;
  }

  async #logInOrOut() {
    if (this.#isIn) await this.#client.request('logout', {});
    else if (this.#client) this.#client.close();
    else await this.#logIn();
  }

  async #logIn() {
    const userId = this.#form.user.value;
    try {
      const token = await findToken(userId);
      set(this.#form.title, 'text', userId);
      this.#client = new Client(this.#url(), {
        onOpen: () => this.#onOpen(userId, token),
        onFrame: this.#frames.add,
        onPush: (push, kind) => this.#onPush(push[kind], kind),
        onClose: (code, reason) => this.#onClose(code, reason),
      });
    } catch (error) {
      this.#complain(explain(error));
    }
    this.#draw();
  }

  async #onOpen(userId, token) {
    const credentials = { appId: choice.app(), userId, token, sdk: SDK };
    this.#isIn = this.#isDone('login', await this.#client.request('login', credentials));
    if (this.#isIn) this.#note(say('pane.didLogin'));
    this.#draw();
  }

  #onClose(code, reason) {
    const name = CLOSE_NAMES[code];
    const text = [code, name, reason].filter(Boolean).join(' · ');
    if (code === LOGGED_OUT) this.#note(say('pane.closed', { text }));
    else if (this.#isIn || name) this.#complain(say('pane.closed', { text }));
    else this.#complain(say('pane.noConnection', { url: this.#url() }));
    this.#client = null;
    this.#isIn = false;
    this.#joined = null;
    this.#draw();
  }

  #onPush(told, kind) {
    if (kind === 'peerMessage') this.#form.talk.add('theirs', textOf(told.content), told.peerId);
    if (kind === 'publication') this.#onPublication(told);
    if (kind === 'memberCount') {
      const { channelId: channel, memberCount: count = 0 } = told;
      this.#note(say('pane.memberCount', { channel, count }));
    }
  }

  #onPublication({ channelId: channel, message, joined, left }) {
    if (message) {
      this.#form.talk.add('theirs', textOf(message.content), `${message.userId} @ ${channel}`);
    }
    if (joined) this.#note(say('pane.memberJoined', { user: joined.userId, channel }));
    if (left) this.#note(say('pane.memberLeft', { user: left.userId, channel }));
  }

  async #joinOrLeave() {
    const kind = this.#joined ? 'leave' : 'join';
    const channelId = this.#joined ?? this.#form.channel.value;
    if (!this.#isDone(kind, await this.#client.request(kind, { channelId }))) return;
    this.#note(say(kind === 'join' ? 'pane.didJoin' : 'pane.didLeave', { channel: channelId }));
    this.#joined = kind === 'join' ? channelId : null;
    this.#form.compose.target.value = kind === 'join' ? 'channel' : 'peer';
    this.#draw();
  }

  async #send() {
    const { target, peer, text } = this.#form.compose;
    const said = text.value;
    text.value = '';
    const messageId = this.#client.nextMessageId();
    const content = textContent(said);
    if (target.value === 'peer') {
      this.#form.talk.add('mine', said, `→ ${peer.value}`);
      const message = { messageId, peerId: peer.value, content };
      this.#isDone('peerMessage', await this.#client.request('peerMessage', message));
    } else {
      const channelId = this.#form.channel.value;
      this.#form.talk.add('mine', said, `→ @ ${channelId}`);
      const message = { messageId, channelId, content };
      this.#isDone('publish', await this.#client.request('publish', message));
    }
  }
}

/**
 * Makes a pane: `root` is its element.
 *
 * @param url gives the address of the client port
 * @param names the user's id, whom it talks to and its channel, at first
 */
export function createPane(url, names) {
  return new Pane(url, names);
}
