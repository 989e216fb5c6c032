// The one table of texts: both languages everywhere, nothing missing, nothing left over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources } from './sources.mjs';

globalThis.document = { documentElement: { lang: 'en' } };
const { TEXTS } =
  await import('../../src/main/resources/io/rtmkit/server/admin/console/js/texts.js');

const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test('every text is there in both languages', () => {
  assert.ok(Object.keys(TEXTS).length > 200);
  for (const [key, both] of Object.entries(TEXTS)) {
    assert.equal(both.length, 2, key);
    for (const text of both) assert.match(text, /\S/, key);
  }
});

test('both languages name the same values', () => {
  for (const [key, [english, chinese]] of Object.entries(TEXTS)) {
    assert.deepEqual(placeholders(chinese), placeholders(english), key);
  }
});

test('texts that are not names are not the same in both languages', () => {
  for (const [key, [english, chinese]] of Object.entries(TEXTS)) {
    if (english.split(' ').length > 3) assert.match(chinese, /\p{Script=Han}/u, key);
  }
});

test('the files name only texts that there are, and every text is named', () => {
  const files = sources('.js').filter(({ name }) => !name.startsWith('js/texts/'));
  const used = new Set();
  const beginnings = new Set();
  for (const { name, text } of files) {
    for (const [, key] of text.matchAll(/['"`]([a-zA-Z]+\.[a-zA-Z0-9.]+)['"`]/g)) {
      if (key in TEXTS) used.add(key);
    }
    for (const [, key] of text.matchAll(/\b(?:say|t)\('([^']+)'/g)) {
      assert.ok(key in TEXTS, `${name}: no text ${key}`);
    }
    for (const [, beginning] of text.matchAll(/`([a-zA-Z]+\.(?:[a-zA-Z]+\.)?)\$\{/g)) {
      beginnings.add(beginning);
    }
  }
  for (const key of Object.keys(TEXTS)) {
    const named = used.has(key) || [...beginnings].some((beginning) => key.startsWith(beginning));
    assert.ok(named, `nothing shows ${key}`);
  }
});
