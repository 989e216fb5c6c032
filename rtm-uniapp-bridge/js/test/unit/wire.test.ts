import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBase64 } from '../../src/client/wire/base64';
import { byteLength, decodeUtf8, encodeUtf8 } from '../../src/client/wire/utf8';
import { fromNumber, max, next, parseDecimal, toDecimal, toNumber } from '../../src/client/wire/U64';

const TEXTS = [
  '',
  'a',
  'é',
  '€',
  '你好',
  '😀',
  'a😀é€\u0000',
  '\u07ff\u0800\uffff\u{10000}\u{10ffff}',
  'x'.repeat(10_000) + '😀',
];

test('UTF-8 as everybody else writes and reads it', () => {
  for (const text of TEXTS) {
    const expected = new TextEncoder().encode(text);
    assert.deepEqual(encodeUtf8(text), expected);
    assert.equal(byteLength(text), expected.length);
    assert.equal(decodeUtf8(expected), text);
    assert.equal(decodeUtf8(expected, true), text);
  }
});

test('half a character becomes U+FFFD', () => {
  for (const text of ['\ud83d', 'a\udc00b', '\ud83d\ud83d\ude00']) {
    assert.deepEqual(encodeUtf8(text), new TextEncoder().encode(text));
  }
});

test('bytes that are no UTF-8', () => {
  const wrong = [
    [0x80],
    [0xc3, 0x28],
    [0xc0, 0x80],
    [0xe0, 0x80, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf5, 0x80],
    [0xe2, 0x82],
    [0xf4, 0x90, 0x80, 0x80],
  ];
  for (const bytes of wrong) {
    assert.equal(decodeUtf8(new Uint8Array(bytes), true), undefined);
    assert.ok(decodeUtf8(new Uint8Array([97, ...bytes, 98])).startsWith('a\ufffd'));
    assert.ok(
      decodeUtf8(new Uint8Array([97, ...bytes, 98])).endsWith(
        bytes.length === 2 && bytes[1] === 0x28 ? '(b' : 'b',
      ),
    );
  }
});

test('Base64', () => {
  for (const length of [0, 1, 2, 3, 4, 5, 300]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37) & 255);
    assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
  }
});

test('numbers of 64 bits', () => {
  const numbers = [
    '0',
    '1',
    '9',
    '10',
    '4294967295',
    '4294967296',
    '1782579200000000001',
    '9007199254740993',
    '18446744073709551615',
  ];
  for (const text of numbers) {
    const value = parseDecimal(text)!;
    assert.equal(value, BigInt(text).toString(16).padStart(16, '0'));
    assert.equal(toDecimal(value), text);
    assert.equal(
      next(value),
      ((BigInt(text) + 1n) & 0xffffffffffffffffn).toString(16).padStart(16, '0'),
    );
  }
  for (const text of [
    '',
    '-1',
    '1.5',
    'x',
    '18446744073709551616',
    '99999999999999999999',
    '184467440737095516150',
  ]) {
    assert.equal(parseDecimal(text), undefined, text);
  }
  assert.equal(toNumber(fromNumber(2 ** 53)), 2 ** 53);
  assert.equal(max(fromNumber(9), fromNumber(10)), fromNumber(10));
});
