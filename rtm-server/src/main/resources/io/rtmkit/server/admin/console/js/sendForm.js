// Sends a message in the name of a user, to a user or a channel.
import { path, post } from './api.js';
import * as choice from './appChoice.js';
import { explain } from './dialogs.js';
import { el, field, set } from './dom.js';
import { say, t } from './texts.js';

/** @param receiver gives {peer} or {channel} */
export function createSendForm(receiver) {
  const from = el('input', {
    value: 'operator',
    maxlength: 64,
    required: true,
    autocomplete: 'off',
  });
  const text = el('input', { required: true, autocomplete: 'off' });
  const result = el('p', { class: 'hint', role: 'status' });
  const form = el(
    'form',
    { class: 'inline' },
    field(say('send.from'), from, { class: 'field short' }),
    field(say('send.text'), text),
    el('button', { text: say('send.send') }),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    set(result, 'text', '');
    try {
      const message = { from: from.value, ...receiver(), text: text.value };
      const answer = await post(path`/v1/apps/${choice.app()}/messages`, message);
      set(result, 'text', () => t('send.done', { result: answer.reason || answer.result }));
      text.value = '';
    } catch (error) {
      set(result, 'text', explain(error));
    }
  });
  return {
    root: el('section', { class: 'card' }, el('h3', { text: say('send.title') }), form, result),
  };
}
