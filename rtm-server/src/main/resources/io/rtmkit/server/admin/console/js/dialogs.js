// Questions to the operator: the key, confirmations, secrets that are shown once; and short notices.
import { tryKey } from './api.js';
import { button, el, field } from './dom.js';
import { say, t } from './texts.js';

const TOAST_MS = 6000;

function open(dialog) {
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

function titled(name, title, ...children) {
  const id = `dialog-${name}`;
  const heading = el('h2', { id, text: title });
  return el('dialog', { 'aria-labelledby': id, 'data-dialog': name }, heading, ...children);
}

/** Asks until the server takes the key. */
export function askForKey(refused) {
  const input = el('input', {
    type: 'password',
    id: 'key',
    required: true,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'key-problem',
  });
  const problem = el('p', { id: 'key-problem', class: 'problem', role: 'alert' });
  if (refused) problem.textContent = t('key.refused');
  const submit = el('button', { class: 'primary', text: say('key.open') });
  const form = el(
    'form',
    { method: 'dialog' },
    el('p', { text: say('key.explain') }),
    field(say('key.label'), input),
    problem,
    el('p', { class: 'actions' }, submit),
  );
  const dialog = titled('key', say('key.title'), form);
  // There is nothing behind this question: Escape does not close it.
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') event.preventDefault();
  });
  return new Promise((resolve) => {
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      submit.disabled = true;
      try {
        await tryKey(input.value.trim());
        dialog.close();
        resolve();
      } catch (error) {
        problem.textContent = error.status === 401 ? t('key.refused') : explain(error);
        submit.disabled = false;
        input.focus();
      }
    });
    open(dialog);
  });
}

/**
 * Says what will happen and does it if the operator agrees; resolves to whether it was done.
 *
 * @param what name, title and explain (texts), inputs ({name, node, label}), confirm (text), danger
 * @param action called with the values of the inputs
 */
export function confirm({ name, title, explain: why, inputs = [], confirm: yes, danger }, action) {
  const problem = el('p', { class: 'problem', role: 'alert' });
  const submit = el('button', { class: danger ? 'danger' : 'primary', text: yes });
  const cancel = button(say('dialog.cancel'), () => dialog.close());
  const form = el(
    'form',
    { method: 'dialog' },
    el('p', { text: why }),
    ...inputs.map((input) => field(input.label, input.node)),
    problem,
    el('p', { class: 'actions' }, cancel, submit),
  );
  const dialog = titled(name, title, form);
  return new Promise((resolve) => {
    let done = false;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      submit.disabled = true;
      try {
        await action(Object.fromEntries(inputs.map((input) => [input.name, input.node.value])));
        done = true;
        dialog.close();
      } catch (error) {
        problem.textContent = explain(error);
        submit.disabled = false;
      }
    });
    dialog.addEventListener('close', () => resolve(done));
    open(dialog);
  });
}

/** Shows something that cannot be shown again, with a button that copies it. */
export function showSecret({ title, explain: why, label, secret }) {
  const input = el('input', { readonly: true, value: secret, class: 'code', spellcheck: 'false' });
  const copied = el('p', { class: 'hint', role: 'status' });
  const copy = button(
    say('dialog.copy'),
    async () => {
      copied.textContent = t((await copyText(input)) ? 'dialog.copied' : 'dialog.notCopied');
    },
    { class: 'primary' },
  );
  const close = button(say('dialog.done'), () => dialog.close());
  const dialog = titled(
    'secret',
    title,
    el('p', { text: why }),
    field(label, input),
    copied,
    el('p', { class: 'actions' }, close, copy),
  );
  return new Promise((resolve) => {
    dialog.addEventListener('close', resolve);
    open(dialog);
    input.select();
  });
}

/** The clipboard is only for pages over TLS or of this machine; the old way works for all. */
async function copyText(input) {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    input.select();
    return document.execCommand('copy');
  }
}

/** An error in words. */
export function explain(error) {
  return error.status === 0 ? t('dialog.noAnswer', { detail: error.message }) : error.message;
}

/** A short notice at the edge of the page. */
export function toast(text, kind = 'good') {
  const node = el('p', { class: `toast ${kind}`, text });
  document.getElementById('toasts').append(node);
  setTimeout(() => node.remove(), TOAST_MS);
}

/** Does something and tells if it failed. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    if (error.status !== 401) toast(explain(error), 'bad');
    return undefined;
  }
}
