// The sample uses every function of the module and hears every event.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import en from '../src/locale/en.js';
import zh from '../src/locale/zh.js';

const src = new URL('../src/', import.meta.url);
const contract = JSON.parse(readFileSync(new URL('../../contract.json', import.meta.url), 'utf8'));
const files = readdirSync(src, { recursive: true }).filter((each) => /\.(vue|js)$/.test(each));
const text = files.map((each) => readFileSync(new URL(each, src), 'utf8')).join('\n');

test('every function is called', () => {
  const names = Object.keys({ ...contract.functions, ...contract.functionsBesides });
  const missing = names.filter((name) => !text.includes(`('${name}'`) && !text.includes(`rtm.${name}(`));
  assert.deepEqual(missing, []);
});

test('every event is heard', () => {
  const names = Object.keys({ ...contract.events, ...contract.eventsBesides });
  assert.deepEqual(
    names.filter((name) => !text.includes(`on('${name}'`)),
    [],
  );
});

test('both languages have the same words, with the same values in them', () => {
  const words = (tree, path = '') =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [`${path}${key} ${(value.match(/\{\w+\}/g) || []).sort().join(' ')}`]
        : words(value, `${path}${key}.`),
    );
  assert.deepEqual(words(zh).sort(), words(en).sort());
});

test('every word that is used is there', () => {
  const find = (key) => key.split('.').reduce((tree, part) => tree && tree[part], en);
  const used = [...text.matchAll(/\b(?:t|words)\('([\w.]+)'/g)].map(([, key]) => key);
  assert.ok(used.length > 100);
  assert.deepEqual(
    used.filter((key) => typeof find(key) !== 'string'),
    [],
  );
});
