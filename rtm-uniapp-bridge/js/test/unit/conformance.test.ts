import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WireError } from '../../src/client/wire/ByteReader';
import { decodeFrames, encodeFrame } from '../../src/client/wire/frames';
import { fromHex, toHex, toMessage, vectors } from '../support/vectors';

for (const vector of vectors.valid) {
  test(`encodes and decodes alike: ${vector.name}`, () => {
    const envelope = toMessage('Envelope', vector.envelope);
    assert.equal(toHex(encodeFrame(envelope)), vector.frame);
    const decoded = decodeFrames(fromHex(vector.frame), 256 * 1024);
    assert.equal(decoded.length, 1);
    assert.equal(toHex(encodeFrame(decoded[0])), vector.frame);
    contains(decoded[0], envelope, vector.name);
  });
}

for (const vector of vectors.invalid) {
  test(`refuses: ${vector.name}`, () => {
    assert.throws(() => decodeFrames(fromHex(vector.frame), 64 * 1024), WireError);
  });
}

test('several frames in one message', () => {
  const all = vectors.valid.map((each) => each.frame).join('');
  assert.equal(decodeFrames(fromHex(all), 256 * 1024).length, vectors.valid.length);
});

test('whatever comes is decoded or refused', () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 20_000; round++) {
    const bytes = fromHex(vectors.valid[random(vectors.valid.length)].frame);
    for (let i = 0; i <= random(4); i++) {
      bytes[random(bytes.length)] = random(256);
    }
    try {
      decodeFrames(bytes, 256 * 1024);
    } catch (error) {
      assert.ok(error instanceof WireError, String(error));
    }
  }
});

test('unknown fields are ignored', () => {
  // ping with the unknown fields 100 (varint), 101 (fixed64), 102 (text), 103 (fixed32) behind it
  const unknown = 'a006ff01' + 'a9060102030405060708' + 'b20602abcd' + 'bd0601020304';
  const envelope = `0a0408012200${unknown}`;
  const length = (envelope.length / 2).toString(16).padStart(2, '0');
  const [decoded] = decodeFrames(fromHex(length + envelope), 1024);
  assert.equal(decoded.request?.requestId, '0000000000000001');
  assert.deepEqual(decoded.request?.ping, {});
});

function contains(actual: unknown, expected: unknown, path: string): void {
  if (Array.isArray(expected)) {
    assert.equal((actual as unknown[]).length, expected.length, path);
  }
  if (typeof expected === 'object' && expected !== null) {
    for (const [key, value] of Object.entries(expected)) {
      contains((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
    }
  } else {
    assert.equal(actual, expected, path);
  }
}
