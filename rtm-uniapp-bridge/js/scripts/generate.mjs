// Writes src/generated/protocol.ts: the tables of the codec and the types, out of the .proto files. The
// static code that protobufjs would generate instead makes a bundle of 155 KB; the tables take 5 KB.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import protobuf from 'protobufjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const protos = join(root, '../../rtm-protocol/src/main/proto/rtmkit/v1');

// The scalar types in use: their letter in the table, and how TypeScript sees them.
const SCALARS = {
  string: ['s', 'string'],
  bytes: ['b', 'Uint8Array'],
  bool: ['t', 'boolean'],
  uint32: ['u', 'number'],
  int64: ['i', 'number'],
  uint64: ['v', 'U64'],
  fixed64: ['f', 'U64'],
};

function load() {
  const all = new protobuf.Root();
  for (const file of readdirSync(protos).sort()) {
    if (file.endsWith('.proto')) {
      protobuf.parse(readFileSync(join(protos, file), 'utf8'), all, { keepCase: false });
    }
  }
  all.resolveAll();
  return all.lookup('rtmkit.v1').nestedArray;
}

function kindOf(field) {
  const type = field.resolvedType;
  if (type instanceof protobuf.Enum) return ['e', 'number'];
  if (type instanceof protobuf.Type) return [type.name, type.name];
  const scalar = SCALARS[field.type];
  if (!scalar) throw new Error(`${field.fullName}: the codec does not know ${field.type}`);
  return scalar;
}

// "number name type", then * for a list and ? for a field whose absence is not its default.
function row(field) {
  const [letter] = kindOf(field);
  if (field.repeated && !'sb'.includes(letter) && letter.length === 1) {
    throw new Error(`${field.fullName}: the codec does not know packed lists`);
  }
  const mark = field.repeated ? '*' : isOptional(field) ? '?' : '';
  return `${field.id} ${field.name} ${letter}${mark}`;
}

const isOptional = (field) => field.partOf !== null || field.resolvedType instanceof protobuf.Type;

function member(field) {
  const type = kindOf(field)[1];
  if (field.repeated) return `  ${field.name}: ${type}[];`;
  return `  ${field.name}${isOptional(field) ? '?' : ''}: ${type};`;
}

function generate() {
  const nested = load();
  const messages = nested.filter((each) => each instanceof protobuf.Type);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const enums = nested.filter((each) => each instanceof protobuf.Enum);
  const out = [
    '// Generated from the schema of the protocol by scripts/generate.mjs.',
    "import type { U64 } from '../client/wire/U64';",
    '',
    `export const VERSION = '${version}';`,
    '',
    '/** The fields of each message: number, name, type; * marks a list, ? a field that may be absent. */',
    'export const SCHEMA: Readonly<Record<string, string>> = {',
  ];
  for (const message of messages) {
    const rows = [...message.fieldsArray].sort((a, b) => a.id - b.id).map(row);
    out.push(`  ${message.name}: '${rows.join(',')}',`);
  }
  out.push('};');
  for (const message of messages) {
    out.push('', `export interface ${message.name} {`, ...message.fieldsArray.map(member), '}');
  }
  for (const each of enums) {
    const values = Object.entries(each.values).map(([name, value]) => `  ${name} = ${value},`);
    out.push('', `export const enum ${each.name} {`, ...values, '}');
  }
  mkdirSync(join(root, 'src/generated'), { recursive: true });
  writeFileSync(join(root, 'src/generated/protocol.ts'), out.join('\n') + '\n');
}

generate();
