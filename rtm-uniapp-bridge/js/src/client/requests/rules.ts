import { byteLength } from '../wire/utf8';
import { APP_ID_CHARACTERS, ID_CHARACTERS } from './ServerLimits';

// Every check answers undefined for what is good, and otherwise a sentence that names the field and the
// rule it breaks.

const NOT_IN_IDS = /[^a-zA-Z0-9 !#$%&()+\-:;<=.>?@[\]^_{}|~,]/;
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** User and channel ids. */
export function findIdProblem(field: string, id: string): string | undefined {
  if (id === '') {
    return `${field}: is empty`;
  }
  const found = NOT_IN_IDS.exec(id);
  if (found) {
    return `${field}: character ${found.index + 1} is not allowed (${describe(found[0])})`;
  }
  if (id.length > ID_CHARACTERS) {
    return `${field}: has ${id.length} bytes, at most ${ID_CHARACTERS} are allowed`;
  }
  return id === 'null' ? `${field}: may not be the word null` : undefined;
}

/** Lists of ids: at least one. */
export function findIdsProblem(field: string, ids: string[]): string | undefined {
  if (ids.length === 0) {
    return `${field}: is empty`;
  }
  for (let i = 0; i < ids.length; i++) {
    const problem = findIdProblem(`${field}[${i}]`, ids[i]);
    if (problem) {
      return problem;
    }
  }
  return undefined;
}

export function findAppIdProblem(field: string, id: string): string | undefined {
  if (id === '') {
    return `${field}: is empty`;
  }
  const found = /[^!-~]/.exec(id);
  if (found) {
    return `${field}: character ${found.index + 1} is not a visible ASCII character`;
  }
  return id.length === APP_ID_CHARACTERS
    ? undefined
    : `${field}: has ${id.length} characters, must have ${APP_ID_CHARACTERS}`;
}

/** Keys of attributes: visible characters. */
export function findNameProblem(field: string, name: string): string | undefined {
  if (name === '') {
    return `${field}: is empty`;
  }
  const found = CONTROL.exec(name);
  return found ? `${field}: character ${found.index + 1} is a control character` : undefined;
}

export function findSizeProblem(field: string, text: string, maxBytes: number): string | undefined {
  const bytes = byteLength(text);
  return bytes > maxBytes ? `${field}: has ${bytes} bytes, at most ${maxBytes} are allowed` : undefined;
}

function describe(character: string): string {
  const visible = character > ' ' && character <= '~';
  return visible ? `'${character}'` : `code ${character.charCodeAt(0)}`;
}
