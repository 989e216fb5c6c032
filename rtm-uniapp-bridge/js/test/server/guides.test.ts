// The programs that the guides of uni-app show, run as they stand there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import rtm, { createWebSocketModule } from '../../src/index.js';
import { skipWithoutServer, startServer, type Server } from '../support/server.js';

Object.assign(globalThis, { WebSocket }); // Node 20 has none, where these programs run there is one

const ROOT = new URL('../../../../', import.meta.url);

// [document, blocks in it]; the translations have the same blocks, which SnippetsTest holds.
const PROGRAMS: [string, string[]][] = [
  ['README.en.md', ['package', 'module', 'address']],
  ['js/README.md', ['use']],
  ['js/readme-uni-modules.md', ['uni-modules']],
];

function block(document: string, name: string): string {
  return execFileSync('.ci/snippet', [`rtm-uniapp-bridge/${document}`, name], { cwd: ROOT, encoding: 'utf8' });
}

interface Answer {
  code: number;
  message: string;
}

type Program = (...names: unknown[]) => Promise<void>;
const AsyncFunction = (async () => {}).constructor as new (...text: string[]) => Program;

describe('the programs of the guides', { skip: skipWithoutServer(), timeout: 120_000 }, () => {
  let server: Server;
  before(async () => {
    server = await startServer(['rates.login=100/1s']);
  });
  after(() => server?.stop());

  for (const [document, names] of PROGRAMS) {
    for (const name of names) {
      test(`${document}: ${name}`, () => run(block(document, name)));
    }
  }

  /** Against this server; what a page has is given, and each call must succeed. */
  async function run(text: string): Promise<void> {
    const program = text
      .replace(/^import rtm from .*$/m, '')
      .replace(/const rtm = /, 'rtm = ')
      .replaceAll(/wss?:\/\/[\w.:]+(\/rtm)?/g, server.url)
      .replaceAll('rtm.example.com:7080', server.url)
      .replaceAll("'rtm.example.com', Port: 7080", `'127.0.0.1', Port: ${server.port}`)
      .replaceAll('32 个字符', '0'.repeat(32));
    const answers: Promise<Answer>[] = [];
    const module = createWebSocketModule();
    const uni = { requireNativePlugin: () => listening(module, answers) };
    const scope = {
      rtm,
      uni,
      appId: '0'.repeat(32),
      token: '',
      userId: 'carol',
      show: () => {},
      console: { log: () => {} },
    };
    await new AsyncFunction(...Object.keys(scope), program)(...Object.values(scope));
    for (const answer of await Promise.all(answers)) assert.equal(answer.code, 0, answer.message);
    await rtm.getSdkVersion(); // answered after everything that was called before
    await rtm.release().catch(() => {}); // some programs make no instance
    await new Promise((resolve) => module.release(resolve));
  }
});

/** The module, with what it answers kept. */
function listening(module: object, answers: Promise<Answer>[]): object {
  return new Proxy(module, {
    get(target, name) {
      const found = Reflect.get(target, name) as (...all: unknown[]) => unknown;
      return (...all: unknown[]) => {
        const callback = all.at(-1);
        if (name === 'setCallBack' || typeof callback !== 'function') {
          return found.apply(target, all);
        }
        let told: (answer: Answer) => void;
        answers.push(new Promise((resolve) => (told = resolve)));
        const both = (answer: Answer) => {
          callback(answer);
          told(answer);
        };
        return found.apply(target, [...all.slice(0, -1), both]);
      };
    },
  });
}
