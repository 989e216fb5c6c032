// Writes dist: one bundle without imports, and the types of what it exports.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const types = join(root, 'build/types');

rmSync(dist, { recursive: true, force: true });
await build({
  entryPoints: [join(root, 'src/index.ts')],
  outfile: join(dist, 'index.js'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2015',
  charset: 'ascii',
  legalComments: 'none',
});

// Only the types that index.d.ts leads to are part of the package.
rmSync(types, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const flags = ['-p', 'tsconfig.json', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly'];
execFileSync(process.execPath, [tsc, ...flags, '--outDir', types], { cwd: root, stdio: 'inherit' });

function copyTypes(name, done = new Set()) {
  if (done.has(name)) return;
  done.add(name);
  const text = readFileSync(join(types, `${name}.d.ts`), 'utf8');
  mkdirSync(dirname(join(dist, name)), { recursive: true });
  cpSync(join(types, `${name}.d.ts`), join(dist, `${name}.d.ts`));
  for (const [, path] of text.matchAll(/from '(\.[^']*)'/g)) {
    copyTypes(join(dirname(name), path), done);
  }
}
copyTypes('index');

const bytes = readFileSync(join(dist, 'index.js'));
console.log(`dist/index.js: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} with gzip`);
