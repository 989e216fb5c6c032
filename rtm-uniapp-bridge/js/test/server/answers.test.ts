import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answers } from '../support/contract';
import { Pair } from '../support/functionTests';
import { skipWithoutServer } from '../support/server';

const skip = skipWithoutServer();
const pair = new Pair();
if (!skip) {
  before(() => pair.start());
  after(() => pair.end());
}

for (const [name, options, code] of answers) {
  test(`${name} of ${JSON.stringify(options)} is answered ${code}`, { skip }, async () => {
    const result = await pair.alice.call(name, options as never);
    assert.equal(result.code, code, result.message);
    assert.ok(code === 0 || result.message, 'a refusal says why');
  });
}
