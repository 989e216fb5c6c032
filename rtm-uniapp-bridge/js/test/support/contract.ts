import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { RtmFunctionName } from '../../src/api';

interface Row {
  arguments: string[];
  shape: Record<string, unknown> | null;
  adds?: Record<string, unknown>;
}

const file = new URL('../../../contract.json', import.meta.url);
const whole = JSON.parse(readFileSync(file, 'utf8'));
const contract = whole as Record<string, Record<string, Row>>;

export const functions: Record<string, Row> = {
  ...contract.functions,
  ...contract.functionsBesides,
};
export const events: Record<string, Row> = { ...contract.events, ...contract.eventsBesides };

/** Calls with odd options: the function, the options, the code of the answer. */
export const answers = whole.answers as [RtmFunctionName, unknown, number][];

/** What an attribute may be: the contract shows one kind of it. */
const ATTRIBUTE_VALUE = ['string', 'number', 'boolean'];

/** An answer has exactly the keys of the contract, with values of the same JSON types. */
export function checkAnswer(name: string, actual: unknown): void {
  checkRow(name, functions[name], actual);
}

export function checkEvent(actual: { rtmEvent: string }): void {
  const row = events[actual.rtmEvent];
  assert.ok(row, `${actual.rtmEvent} is in the contract`);
  checkRow(actual.rtmEvent, row, actual);
}

function checkRow(name: string, row: Row, actual: unknown): void {
  // As an application on the other side of a bridge sees it.
  const seen = JSON.parse(JSON.stringify(actual)) as unknown;
  compare(seen, { ...row.shape, ...row.adds }, name);
}

function compare(actual: unknown, example: unknown, path: string): void {
  assert.equal(jsonType(actual), jsonType(example), `the type of ${path}`);
  if (Array.isArray(example)) {
    if (example.length > 0) {
      (actual as unknown[]).forEach((each, i) => compare(each, example[0], `${path}[${i}]`));
    }
  } else if (jsonType(example) === 'object') {
    compareKeys(actual as Record<string, unknown>, example as Record<string, unknown>, path);
  }
}

function compareKeys(
  actual: Record<string, unknown>,
  example: Record<string, unknown>,
  path: string,
): void {
  // A map of attributes has the keys of the application; the tests use those of the contract.
  const attributes = /Attributes(List)?$/.test(path);
  if (attributes && Object.keys(actual).length === 0) {
    return;
  }
  assert.deepEqual(Object.keys(actual).sort(), Object.keys(example).sort(), `the keys of ${path}`);
  for (const [key, value] of Object.entries(example)) {
    if (key === 'value' && 'lastUpdateUid' in example) {
      assert.ok(ATTRIBUTE_VALUE.includes(jsonType(actual[key])), `${path}.value`);
    } else {
      compare(actual[key], value, `${path}.${key}`);
    }
  }
}

function jsonType(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
