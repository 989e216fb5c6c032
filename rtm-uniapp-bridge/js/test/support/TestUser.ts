import type {
  OptionsOf,
  Result,
  ResultOf,
  RtmEvent,
  RtmEventName,
  RtmEvents,
  RtmModule,
} from '../../src/api';
import type { RtmFunctionName } from '../../src/api';
import { createWebSocketModule } from '../../src/client/index';
import { checkAnswer, checkEvent } from './contract';
import { nodeSockets } from './nodeSocket';

export const APP_ID = '0123456789abcdef0123456789abcdef';
const PATIENCE_MS = 15_000;

type EventOf<N extends RtmEventName> = RtmEvents[N] & { rtmEvent: N };

/** An application with one user: every answer and event of it is checked against the contract. */
export class TestUser {
  readonly sockets = nodeSockets();
  readonly module: RtmModule = createWebSocketModule({ socket: this.sockets.factory });
  readonly events: RtmEvent[] = [];
  private problem?: unknown;
  private readonly waiting = new Set<() => void>();

  constructor(readonly name: string) {
    this.module.setCallBack((event) => {
      try {
        checkEvent(event);
      } catch (error) {
        this.problem = error;
      }
      this.events.push(event);
      this.waiting.forEach((each) => each());
    });
  }

  /** Logged in at a server. */
  static async at(url: string, name: string): Promise<TestUser> {
    const user = new TestUser(name);
    await user.ok('createInstance', { appId: APP_ID, server: url });
    await user.ok('login', { token: '', userId: name });
    return user;
  }

  call<N extends RtmFunctionName>(name: N, options?: OptionsOf<N> | null): Promise<ResultOf<N>> {
    return new Promise((resolve, reject) => {
      const run = this.module[name] as (...given: unknown[]) => void;
      const onAnswer = (result: ResultOf<N>) => {
        try {
          checkAnswer(name, result);
          resolve(result);
        } catch (error) {
          reject(error);
        }
      };
      if (options === undefined) {
        run(onAnswer);
      } else {
        run(options, onAnswer);
      }
    });
  }

  async ok<N extends RtmFunctionName>(name: N, options?: OptionsOf<N> | null): Promise<ResultOf<N>> {
    const result = await this.call(name, options);
    if (result.code !== 0) {
      throw new Error(`${name}: ${result.code} ${result.message}`);
    }
    return result;
  }

  /** The first event of this name that matches, now or later; it is taken out. */
  async take<N extends RtmEventName>(
    name: N,
    matches: (event: EventOf<N>) => boolean = () => true,
  ): Promise<EventOf<N>> {
    const find = () =>
      this.events.findIndex((each) => each.rtmEvent === name && matches(each as EventOf<N>));
    await this.until(() => find() >= 0, name);
    return this.events.splice(find(), 1)[0] as EventOf<N>;
  }

  seen<N extends RtmEventName>(name: N): EventOf<N>[] {
    return this.events.filter((each) => each.rtmEvent === name) as EventOf<N>[];
  }

  async until(holds: () => boolean, what: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        this.waiting.delete(check);
      };
      const check = () => {
        if (holds()) {
          stop();
          resolve();
        }
      };
      const timer = setTimeout(() => {
        stop();
        const names = this.events.map((each) => JSON.stringify(each)).join(' ');
        reject(new Error(`${this.name} waited for ${what}; there is: ${names}`));
      }, PATIENCE_MS);
      this.waiting.add(check);
      check();
    });
    if (this.problem) {
      throw this.problem;
    }
  }

  async end(): Promise<void> {
    await this.call('logout');
    await this.call('release');
    if (this.problem) {
      throw this.problem;
    }
  }
}

export function failed(result: Result, code: number, part: string): void {
  if (result.code !== code || !result.message.includes(part)) {
    throw new Error(`expected ${code} with "${part}", got ${JSON.stringify(result)}`);
  }
}
