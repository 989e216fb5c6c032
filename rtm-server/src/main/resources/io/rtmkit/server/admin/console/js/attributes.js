// Attributes of a user or a channel.
import { empty, row, table } from './dom.js';
import { say } from './texts.js';

/** @param attributes values by key */
export function attributeTable(attributes) {
  const entries = Object.entries(attributes ?? {});
  if (entries.length === 0) return empty(say('attributes.none'));
  const headers = [say('attributes.key'), say('attributes.value')];
  return table(
    say('attributes.title'),
    headers,
    entries.map(([key, value]) => row(key, value)),
  );
}
