import type { OptionsOf, ResultOf, RtmEvent, RtmFunctionName, RtmModule } from '../../src/api';
import { createModule } from '../../src/client/createModule';
import type { LoginReply } from '../../src/generated/protocol';
import type { Draft } from '../../src/client/wire/messages';
import { checkAnswer, checkEvent } from './contract';
import { FakeClock, settle } from './FakeClock';
import { FakeConnection, FakeServer } from './FakeServer';

export const APP_ID = '0123456789abcdef0123456789abcdef';

/** An application, a server played by hand, and a clock moved by hand. */
export class FakeApp {
  readonly clock = new FakeClock();
  readonly server = new FakeServer();
  readonly module: RtmModule = createModule(this.server.factory, this.clock);
  readonly events: RtmEvent[] = [];

  constructor() {
    this.module.setCallBack((event) => {
      checkEvent(event);
      this.events.push(event);
    });
  }

  /** Logged in as alice. */
  static async loggedIn(reply: Draft<LoginReply> = {}): Promise<FakeApp> {
    const app = new FakeApp();
    app.call('createInstance', { appId: APP_ID, server: 'ws://server/rtm' });
    app.call('login', { userId: 'alice', token: 'token' });
    await app.connect(reply);
    app.events.length = 0;
    return app;
  }

  get connection(): FakeConnection {
    return this.server.last;
  }

  /** The server takes the newest connection and its login. */
  async connect(reply: Draft<LoginReply> = {}): Promise<void> {
    await this.connection.accept();
    await this.connection.login(reply);
  }

  /** Time passes, and the server is heard every second. */
  async stayConnected(seconds: number): Promise<void> {
    for (let i = 0; i < seconds; i++) {
      await this.clock.advance(1_000);
      await this.connection.send({ reply: {} });
    }
  }

  /** The connection is lost, and a new one is made. */
  async reconnect(reply: Draft<LoginReply>): Promise<void> {
    await this.connection.lose();
    await this.clock.advance(5_001);
    await this.connect(reply);
  }

  /** A call whose answer stands in the result once it is there. */
  call<N extends RtmFunctionName>(name: N, options?: OptionsOf<N>): { answer?: ResultOf<N> } {
    const call: { answer?: ResultOf<N> } = {};
    const run = this.module[name] as (...given: unknown[]) => void;
    const onAnswer = (answer: ResultOf<N>) => {
      checkAnswer(name, answer);
      if (call.answer) {
        throw new Error(`${name} was answered twice`);
      }
      call.answer = answer;
    };
    run(options, onAnswer);
    return call;
  }

  /** Joined, as the only member unless told otherwise. */
  async join(channelId: string, body: object = {}): Promise<void> {
    this.call('join', { channelId });
    await this.connection.answer('join', { join: { memberCount: 1, ...body } });
    await settle();
  }

  names(): string[] {
    return this.events.map((each) => each.rtmEvent);
  }
}
