import { after, before, test } from 'node:test';
import type { RtmFunctionName } from '../../src/api';
import { skipWithoutServer, startServer, type Server } from './server';
import { TestUser } from './TestUser';

// Those rates that a test would exceed.
const RATES = [
  'login',
  'join-same-channel',
  'member-counts',
  'write-user-attributes',
  'write-channel-attributes',
  'read-channel-attributes',
  'query-presence',
];

/** A server, and two users of it. */
export class Pair {
  server!: Server;
  alice!: TestUser;
  bob!: TestUser;

  async start(): Promise<void> {
    this.server = await startServer(RATES.map((each) => `rates.${each}=500/1s`));
    this.alice = await TestUser.at(this.server.url, 'alice');
    this.bob = await TestUser.at(this.server.url, 'bob');
  }

  async end(): Promise<void> {
    await this.alice.end();
    await this.bob.end();
    await this.server.stop();
  }

  /** Both join a channel. */
  async together(channelId: string): Promise<void> {
    for (const user of [this.alice, this.bob]) {
      await user.ok('createChannel', { channelId });
      await user.ok('join', { channelId });
    }
  }
}

/** For the tests of a file: a pair that lives as long as they do, and the way to write one test of one function. */
export function functionTests() {
  const skip = skipWithoutServer();
  const pair = new Pair();
  if (!skip) {
    before(() => pair.start());
    after(() => pair.end());
  }
  const proves = (name: RtmFunctionName | 'setCallBack', body: () => Promise<void>) => {
    test(name, { skip }, body);
  };
  return { pair, proves };
}
