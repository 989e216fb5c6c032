import type { Attributes } from '../api';
import { Refusal } from './Answer';
import { parseDecimal, ZERO, type U64 } from './wire/U64';

const TWO_63 = 9223372036854775808;

type Fields = Record<string, unknown>;

// Some hosts give an object as its JSON.
function parse(given: unknown): unknown {
  try {
    return typeof given === 'string' ? JSON.parse(given) : given;
  } catch {
    return given;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The options of a call, read leniently: numbers count as ids, their texts as numbers, "true" as true, and
 * null as nothing. What cannot be read is refused with the function's code and the field's name.
 */
export class Args {
  private readonly options: unknown;
  private readonly fields: Fields;

  /**
   * @param given what the application gave
   * @param invalidCode the function's INVALID_ARGUMENT
   */
  constructor(
    readonly given: unknown,
    private readonly invalidCode: number,
  ) {
    this.options = parse(given);
    this.fields = isObject(this.options) ? this.options : {};
  }

  /** Whether there is something in a field. */
  has(field: string): boolean {
    const value = this.fields[field];
    return value !== undefined && value !== null && value !== '';
  }

  /** A text that must be there. */
  text(field: string, code = this.invalidCode): string {
    const value = this.fields[field];
    if (value === undefined || value === null) {
      throw new Refusal(code, `${field}: is missing`);
    }
    return this.toText(field, value, code);
  }

  optionalText(field: string): string {
    const value = this.fields[field];
    return value === undefined || value === null ? '' : this.toText(field, value, this.invalidCode);
  }

  flag(field: string): boolean {
    const value = this.fields[field];
    if (value === undefined || value === null || value === '') {
      return false;
    }
    if (typeof value === 'boolean' || typeof value === 'number') {
      return Boolean(value);
    }
    if (value !== 'true' && value !== 'false') {
      throw this.refusal(field, 'must be true or false');
    }
    return value === 'true';
  }

  /**
   * A whole number.
   *
   * @param absent what counts if it is not there; without that it must be
   */
  number(field: string, absent?: number): number {
    const value = this.fields[field];
    if (value === undefined || value === null || value === '') {
      if (absent === undefined) {
        throw this.refusal(field, 'is missing');
      }
      return absent;
    }
    const isText = typeof value === 'string' && value.trim() !== '';
    const number = isText || typeof value === 'number' ? Number(value) : NaN;
    // What 64 bits cannot hold would reach the server as another number.
    if (!isFinite(number) || number % 1 !== 0 || Math.abs(number) >= TWO_63) {
      throw this.refusal(field, 'must be a whole number');
    }
    return number;
  }

  /** A number of 64 bits in decimal digits; absent is 0. */
  bigNumber(field: string): U64 {
    const text = this.optionalText(field);
    const number = text === '' ? ZERO : parseDecimal(text);
    if (number === undefined) {
      throw this.refusal(field, 'must be the id of a message');
    }
    return number;
  }

  /** A list of texts; a single one counts as a list. */
  texts(field: string): string[] {
    const value = this.fields[field];
    if (value === undefined || value === null) {
      throw this.refusal(field, 'is missing');
    }
    const list = Array.isArray(value) ? value : [value];
    return list.map((each, i) => this.toText(`${field}[${i}]`, each, this.invalidCode));
  }

  /** As texts, each once. */
  textsOnce(field: string): string[] {
    return this.texts(field).filter((each, i, all) => all.indexOf(each) === i);
  }

  /** The attributes in a field. */
  attributes(field: string): Attributes {
    const value = this.fields[field];
    if (!isObject(value)) {
      throw this.refusal(field, value === undefined ? 'is missing' : 'must be an object');
    }
    return value as Attributes;
  }

  /** The options themselves are the attributes; wrapped like a channel's they count too. */
  ownAttributes(): Attributes {
    if (!isObject(this.options)) {
      throw this.refusal('attributes', this.options ? 'must be an object' : 'is missing');
    }
    const { attributes } = this.fields;
    const wrapped = isObject(attributes) && Object.keys(this.fields).length === 1;
    return (wrapped ? attributes : this.fields) as Attributes;
  }

  refusal(field: string, problem: string): Refusal {
    return new Refusal(this.invalidCode, `${field}: ${problem}`);
  }

  private toText(field: string, value: unknown, code: number): string {
    if (typeof value === 'string') {
      return value;
    }
    if (typeof value === 'boolean' || (typeof value === 'number' && isFinite(value))) {
      return String(value);
    }
    throw new Refusal(code, `${field}: must be a text`);
  }
}
