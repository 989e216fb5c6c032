import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const DEFAULT_JAR = new URL('../../../../rtm-server/target/rtm-server.jar', import.meta.url);
const REQUIRED = process.env.RTMKIT_REQUIRE_ALL === '1';

const jar = process.env.RTMKIT_SERVER_JAR || fileURLToPath(DEFAULT_JAR);

function findProblem(): string | undefined {
  if (!existsSync(jar)) {
    return `no server at ${jar}: build it, or name it with RTMKIT_SERVER_JAR`;
  }
  return spawnSync('java', ['-version']).error ? 'no java' : undefined;
}

/** Why tests against a server are skipped, or false; with RTMKIT_REQUIRE_ALL=1 they fail instead. */
export function skipWithoutServer(): string | false {
  const problem = findProblem();
  if (problem && REQUIRED) {
    throw new Error(problem);
  }
  return problem ?? false;
}

export interface Server {
  url: string;
  port: number;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts a server that keeps nothing, on a free port unless one is given. */
export async function startServer(settings: string[] = [], port = 0): Promise<Server> {
  return startServerIn({}, settings, port);
}

/** The same with more environment variables. */
async function startServerIn(
  variables: Record<string, string>,
  settings: string[],
  port: number,
): Promise<Server> {
  const all = [`listen.port=${port}`, 'store.kind=memory', 'admin.enabled=off', ...settings];
  const flags = all.flatMap((each) => ['--set', each]);
  const java = ['-Xmx256m', '-jar', jar, 'serve', ...flags];
  const child = spawn('java', java, {
    cwd: tmpdir(),
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const listening = await listeningPort(child);
  return {
    url: `ws://127.0.0.1:${listening}/rtm`,
    port: listening,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

const APP = {
  RTM_APP_ID: '0123456789abcdef0123456789abcdef',
  RTM_APP_CERTIFICATE: 'fedcba9876543210fedcba9876543210',
};

/** Starts a server whose app has a certificate: it asks for tokens. */
export function startServerWithCertificate(settings: string[]): Promise<Server> {
  return startServerIn(APP, settings, 0);
}

/** A token for that server. */
export function createToken(userId: string, ttl: string): string {
  const flags = ['-jar', jar, 'token', 'create', '--user', userId, '--ttl', ttl];
  const env = { ...process.env, ...APP };
  const run = spawnSync('java', flags, { cwd: tmpdir(), env, encoding: 'utf8' });
  if (run.status !== 0) {
    throw new Error(`no token: ${run.stderr}`);
  }
  return run.stdout.trim();
}

function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onText = (chunk: Buffer) => {
      text += String(chunk);
      const found = /ws:\/\/[^:]+:(\d+)\/rtm/.exec(text);
      if (found) {
        resolve(Number(found[1]));
      }
    };
    child.stdout?.on('data', onText);
    child.stderr?.on('data', onText);
    child.on('exit', () => reject(new Error(`the server did not start: ${text}`)));
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.on('exit', () => resolve());
    child.kill(signal);
  });
}
