// Rules for the console's files that a reader would have to watch for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources } from './sources.mjs';

const MAX_LINES = 300;
const MARKUP =
  /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|createContextualFragment|srcdoc/;

for (const { name, text } of [...sources('.js'), ...sources('.css'), ...sources('.html')]) {
  test(`${name} has at most ${MAX_LINES} lines`, () => {
    assert.ok(text.split('\n').length - 1 <= MAX_LINES);
  });

  test(`${name} fetches nothing from elsewhere`, () => {
    const addresses = text.match(/https?:\/\/[\w.-]+/g) ?? [];
    assert.deepEqual(
      addresses.filter((each) => each !== 'http://www.w3.org'),
      [],
    );
    if (name.endsWith('.css')) assert.doesNotMatch(text, /@import|url\(/);
  });
}

for (const { name, text } of sources('.js')) {
  test(`${name} makes no markup out of text`, () => {
    assert.doesNotMatch(text, MARKUP);
    assert.doesNotMatch(text, /setAttribute\(\s*['"]style/);
  });
}

test('the page has no script or style of its own in it', () => {
  const [{ text }] = sources('index.html');
  assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:/);
});
