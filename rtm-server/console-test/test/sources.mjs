// The console's files.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(
  new URL('../../src/main/resources/io/rtmkit/server/admin/console/', import.meta.url),
);

/** Those with an ending, without what others wrote: {name, text}. */
export function sources(ending) {
  return readdirSync(ROOT, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith(ending) && !name.startsWith('vendor/'))
    .map((name) => ({ name, text: readFileSync(join(ROOT, name), 'utf8') }));
}
