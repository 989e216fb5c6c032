import type { Callback, Result, RtmEvent, RtmFunctionName } from '../api';
import { VERSION } from '../generated/protocol';
import { Answer, Refusal } from './Answer';
import { Args } from './Args';
import { Callbacks } from './Callbacks';
import type { Clock } from './Clock';
import { Client } from './connection/Client';
import { attributeFunctions } from './functions/attributeFunctions';
import { channelFunctions } from './functions/channelFunctions';
import { historyFunctions } from './functions/historyFunctions';
import { invitationFunctions } from './functions/invitationFunctions';
import { peerFunctions } from './functions/peerFunctions';
import { sessionFunctions } from './functions/sessionFunctions';
import type { FunctionRow } from './functions/FunctionRow';
import { Log } from './Log';
import { printError } from './platform';
import { NOT_INITIALIZED } from './requests/Operation';
import { findAppIdProblem } from './requests/rules';
import { AddressError } from './settings/ServerAddress';
import { HOW_TO_NAME_A_SERVER, ServerSettings } from './settings/ServerSettings';
import type { SocketFactory } from './socket/SocketFactory';
import { listenForWake } from './socket/wake';

const ROWS = Object.assign(
  {},
  sessionFunctions,
  peerFunctions,
  channelFunctions,
  attributeFunctions,
  invitationFunctions,
  historyFunctions,
) as unknown as Record<string, FunctionRow<RtmFunctionName>>;

const INVALID_APP_ID = 3;
const INVALID_SERVER = 4;
const FAILED = 1;

/** A function of the module itself, not of its client. */
type OwnFunction = (args: Args, answer: Answer<object>) => void;

/**
 * The functions of the module, and the one client behind them: takes each call to it, in order. Whatever
 * a call brings, it is answered once, and later than the call itself returns.
 */
export class Module {
  private readonly callbacks = new Callbacks();
  private readonly log = new Log();
  private readonly settings = new ServerSettings();
  private listener?: (event: RtmEvent) => void;

  // As long as an instance.
  private client?: Client;
  private appId = '';
  private stopListening: () => void = () => {};

  private readonly ownFunctions: Record<string, OwnFunction> = {
    createInstance: (args, answer) => this.createInstance(args, answer),
    release: (_args, answer) => this.release(answer),
    setParameters: (args, answer) => this.setParameters(args, answer),
    // There are no files here: the log goes to the console.
    setLogFile: (args, answer) => {
      this.refuseWithoutInstance();
      args.text('filePath');
      this.log.turnOn();
      answer.done();
    },
    setLogFilter: (args, answer) => {
      this.refuseWithoutInstance();
      this.log.setFilter(args.number('filter'));
      answer.done();
    },
    setLogFileSize: (args, answer) => {
      this.refuseWithoutInstance();
      args.number('fileSizeInKBytes');
      answer.done();
    },
  };

  constructor(
    private readonly socket: SocketFactory,
    private readonly clock: Clock,
  ) {}

  /** The names of the functions that `call` knows. */
  static get names(): string[] {
    const settings = ['setParameters', 'setLogFile', 'setLogFilter', 'setLogFileSize'];
    return Object.keys(ROWS).concat('createInstance', 'release', settings);
  }

  setCallBack(callback: unknown): void {
    this.listener = typeof callback === 'function' ? (callback as typeof this.listener) : undefined;
  }

  /** Answers the version at once, and to the callback. */
  getSdkVersion(first: unknown, second: unknown): string {
    const callback = findCallback(first, second);
    new Answer(this.callbacks, callback, { version: VERSION }).done();
    return VERSION;
  }

  /** A function called as f(options, callback), f(callback), f(options) or f(). */
  call(name: string, first: unknown, second: unknown): void {
    const row = ROWS[name];
    const args = new Args(typeof first === 'function' ? undefined : first, row ? row.invalid : FAILED);
    const blank = row ? row.blank(args) : {};
    const answer = new Answer<object>(this.callbacks, findCallback(first, second), blank);
    try {
      if (row) {
        row.run(this.refuseWithoutInstance(), args, answer as never);
      } else {
        this.ownFunctions[name](args, answer);
      }
    } catch (error) {
      if (error instanceof Refusal) {
        answer.fail(error.code, error.message);
      } else {
        printError('rtmkit: fault in the client', error);
        answer.fail(FAILED, `fault in the client: ${error}`);
      }
    }
  }

  private refuseWithoutInstance(): Client {
    if (!this.client) {
      throw new Refusal(NOT_INITIALIZED, 'there is no instance: call createInstance first');
    }
    return this.client;
  }

  private createInstance(args: Args, answer: Answer<object>): void {
    const appId = args.has('appId') ? args.text('appId', INVALID_APP_ID) : '';
    const problem = findAppIdProblem('appId', appId);
    if (problem) {
      throw new Refusal(INVALID_APP_ID, problem);
    }
    const server = args.has('server') ? args.text('server', INVALID_SERVER) : '';
    const keeps = this.client !== undefined && this.appId === appId;
    if (server !== '' || !keeps) {
      refuseBadAddress(INVALID_SERVER, () => this.settings.setArgument(server || undefined));
    }
    if (!keeps) {
      this.end();
      this.begin(appId);
    }
    const known = this.settings.url() !== undefined;
    answer.doneWith(known ? '' : `no server is known yet: ${HOW_TO_NAME_A_SERVER}`);
  }

  private release(answer: Answer<object>): void {
    this.end();
    answer.done();
  }

  private setParameters(args: Args, answer: Answer<object>): void {
    refuseBadAddress(FAILED, () => this.settings.apply(args.given));
    answer.done();
  }

  private begin(appId: string): void {
    const { callbacks, clock, log, settings, socket } = this;
    const tell = (event: RtmEvent) => this.tell(event);
    const client = new Client({ appId, callbacks, clock, log, settings, socket, tell });
    this.client = client;
    this.appId = appId;
    this.stopListening = listenForWake(() => client.onWake());
  }

  private end(): void {
    const { client } = this;
    this.client = undefined;
    this.stopListening();
    this.stopListening = () => {};
    if (client) {
      client.release();
    }
  }

  private tell(event: RtmEvent): void {
    this.callbacks.run(() => {
      if (this.listener) {
        this.listener(event);
      }
    });
  }
}

function refuseBadAddress(code: number, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw error instanceof AddressError ? new Refusal(code, error.message) : error;
  }
}

function findCallback(first: unknown, second: unknown): Callback<Result> | undefined {
  const callback = typeof first === 'function' ? first : second;
  return typeof callback === 'function' ? (callback as Callback<Result>) : undefined;
}
