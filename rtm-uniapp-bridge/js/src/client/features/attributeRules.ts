import type { Attributes, AttributeValue, ChannelAttribute } from '../../api';
import { AttributeKind, AttributeOperationError, type Attribute } from '../../generated/protocol';
import { Refusal } from '../Answer';
import { findNameProblem, findSizeProblem } from '../requests/rules';
import { ATTRIBUTE_KEY_BYTES, ATTRIBUTE_VALUE_BYTES, ATTRIBUTES } from '../requests/ServerLimits';

// What attributes must be like, and how they are read from the wire.

export function refuseIf(problem: string | undefined): void {
  if (problem) {
    throw new Refusal(AttributeOperationError.ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT, problem);
  }
}

export function refuseTooLargeIf(problem: string | undefined): void {
  if (problem) {
    throw new Refusal(AttributeOperationError.ATTRIBUTE_OPERATION_ERR_SIZE_OVERFLOW, problem);
  }
}

/** Attributes for the wire, where values are text and the kind says what the text was. */
export function toWire(attributes: Attributes): Attribute[] {
  const keys = Object.keys(attributes);
  const wire = keys.map((key) => {
    checkKey(`attributes[${key}]`, key);
    const value = toText(`attributes[${key}]`, attributes[key]);
    refuseTooLargeIf(findSizeProblem(`attributes[${key}]`, value, ATTRIBUTE_VALUE_BYTES));
    return { key, value, kind: kindOf(attributes[key]), lastUpdateUserId: '', lastUpdateMs: 0 };
  });
  checkCount('attributes', keys.length);
  return wire;
}

/** Keys to read or to delete: at least one. */
export function checkKeys(keys: string[]): void {
  refuseIf(keys.length === 0 ? 'attributeKeys: is empty' : undefined);
  keys.forEach((key, i) => checkKey(`attributeKeys[${i}]`, key));
  checkCount('attributeKeys', keys.length);
}

export function readAttributes(attributes: Attribute[]): Attributes {
  const read: Attributes = {};
  for (const each of attributes) {
    // A mere assignment would take the key __proto__ for something else.
    const property = { value: readValue(each), enumerable: true, configurable: true, writable: true };
    Object.defineProperty(read, each.key, property);
  }
  return read;
}

export function readChannelAttributes(attributes: Attribute[]): ChannelAttribute[] {
  return attributes.map((each) => ({
    key: each.key,
    value: readValue(each),
    lastUpdateUid: each.lastUpdateUserId,
    lastUpdateTs: each.lastUpdateMs,
  }));
}

function readValue({ kind, value }: Attribute): AttributeValue {
  if (kind === AttributeKind.ATTRIBUTE_KIND_BOOLEAN) {
    return value === 'true';
  }
  const number = kind === AttributeKind.ATTRIBUTE_KIND_NUMBER ? Number(value) : NaN;
  return isFinite(number) ? number : value;
}

function kindOf(value: AttributeValue): AttributeKind {
  return typeof value === 'number'
    ? AttributeKind.ATTRIBUTE_KIND_NUMBER
    : typeof value === 'boolean'
      ? AttributeKind.ATTRIBUTE_KIND_BOOLEAN
      : AttributeKind.ATTRIBUTE_KIND_STRING;
}

function toText(field: string, value: unknown): string {
  const isNumber = typeof value === 'number' && isFinite(value);
  if (!isNumber && typeof value !== 'string' && typeof value !== 'boolean') {
    refuseIf(`${field}: must be a text, a number or a boolean`);
  }
  refuseIf(value === '' ? `${field}: is empty` : undefined);
  return String(value);
}

function checkKey(field: string, key: string): void {
  refuseIf(findNameProblem(field, key));
  refuseTooLargeIf(findSizeProblem(field, key, ATTRIBUTE_KEY_BYTES));
}

function checkCount(field: string, count: number): void {
  const tooMany = `${field}: has ${count} entries, at most ${ATTRIBUTES}`;
  refuseTooLargeIf(count > ATTRIBUTES ? tooMany : undefined);
}
