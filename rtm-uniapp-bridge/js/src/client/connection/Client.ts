import type { Result } from '../../api';
import {
  CloseCode,
  LoginError,
  LogoutError,
  type LoginReply,
  type LoginRequest,
  type Push,
  type Reply,
} from '../../generated/protocol';
import { Refusal, type Answer } from '../Answer';
import { NO_TIMER, type Timer } from '../Clock';
import type { Context } from '../Context';
import { Features } from '../features/Features';
import { LOGIN_TIMEOUT_MS, NOT_INITIALIZED, NOT_LOGGED_IN } from '../requests/Operation';
import { Requests } from '../requests/Requests';
import { findIdProblem, findSizeProblem } from '../requests/rules';
import { TOKEN_BYTES } from '../requests/ServerLimits';
import { HOW_TO_NAME_A_SERVER } from '../settings/ServerSettings';
import type { Draft } from '../wire/messages';
import { SLOW_MS } from './Backoff';
import { ChangeReason, ConnectionState } from './ConnectionState';
import { Connector, type ConnectorOwner } from './Connector';
import type { Link } from './Link';
import { Session } from './Session';
import { TokenRenewal } from './TokenRenewal';

const RELEASED = 'the instance was released';

/**
 * The course of one client: login, loss, return, logout, release. Holds the state that the application
 * sees and hands everything else to the part that it belongs to.
 */
export class Client implements ConnectorOwner {
  // As long as the client.
  readonly features: Features;
  private readonly requests: Requests;
  private readonly renewal: TokenRenewal;
  private readonly connector: Connector;
  private state: ConnectionState = ConnectionState.DISCONNECTED;

  // From login to logout.
  private session?: Session;

  // From login to its answer.
  private loginAnswer?: Answer;
  private loginTimer: Timer = NO_TIMER;
  private lastProblem = '';

  constructor(private readonly context: Context) {
    this.requests = new Requests(context);
    this.features = new Features(context, this.requests);
    this.renewal = new TokenRenewal(context, this.requests);
    this.connector = new Connector(context, this.requests, this);
  }

  login(token: string, userId: string, answer: Answer): void {
    const { context } = this;
    const problem = findIdProblem('userId', userId) || findSizeProblem('token', token, TOKEN_BYTES);
    if (problem) {
      throw new Refusal(LoginError.LOGIN_ERR_INVALID_ARGUMENT, problem);
    }
    if (this.state !== ConnectionState.DISCONNECTED) {
      const message = `log out first: the state is ${this.state}`;
      throw new Refusal(LoginError.LOGIN_ERR_ALREADY_LOGIN, message);
    }
    if (context.settings.url() === undefined) {
      const message = `no server is known: ${HOW_TO_NAME_A_SERVER}`;
      throw new Refusal(LoginError.LOGIN_ERR_INVALID_ARGUMENT, message);
    }
    context.log.info(`login of ${userId}`);
    this.session = new Session(context.appId, userId, token);
    this.loginAnswer = answer;
    this.lastProblem = 'the server does not answer';
    this.loginTimer = context.clock.schedule(LOGIN_TIMEOUT_MS, () => this.onLoginTimeout());
    this.move(ConnectionState.CONNECTING, ChangeReason.LOGIN);
    this.connector.start();
  }

  logout(answer: Answer): void {
    if (!this.session) {
      throw new Refusal(LogoutError.LOGOUT_ERR_USER_NOT_LOGGED_IN, 'not logged in');
    }
    const login = this.loginAnswer;
    this.endSession({ code: NOT_LOGGED_IN, message: 'logged out' });
    this.move(ConnectionState.DISCONNECTED, ChangeReason.LOGOUT);
    if (login) {
      login.fail(LoginError.LOGIN_ERR_UNKNOWN, 'logged out before the login was answered');
    }
    this.connector.leave(() => answer.done());
  }

  renewToken(token: string, answer: Answer): void {
    this.renewal.renew(this.session, token, answer);
    if (this.state === ConnectionState.RECONNECTING) {
      this.connector.retryNow();
    }
  }

  /** Ends everything at once; what waits is answered, and the server is told. */
  release(): void {
    const login = this.loginAnswer;
    if (this.session) {
      this.endSession({ code: NOT_INITIALIZED, message: RELEASED });
      this.connector.leave(() => {});
    }
    if (login) {
      login.fail(NOT_INITIALIZED, RELEASED);
    }
  }

  /** The program ran on after a sleep, or the network is back. */
  onWake(): void {
    this.connector.onWake();
  }

  loginRequest(): Draft<LoginRequest> {
    return this.currentSession().loginRequest(this.features.inboxOffset, this.features.positions());
  }

  onUp(reply: LoginReply, link: Link): void {
    const session = this.currentSession();
    const resumed = session.onLoggedIn(reply);
    this.context.log.info(resumed ? 'session resumed' : `logged in, session ${reply.sessionId}`);
    this.requests.start();
    this.loginTimer.cancel();
    this.move(ConnectionState.CONNECTED, ChangeReason.LOGIN_SUCCESS);
    const answer = this.loginAnswer;
    this.loginAnswer = undefined;
    if (answer) {
      answer.done();
    }
    this.features.onLoggedIn(reply, session.userId, resumed, link);
  }

  onRefused(reply: Reply): void {
    const { code, reason } = reply;
    this.context.log.warn(`login refused: ${code} ${reason}`);
    if (this.state === ConnectionState.CONNECTING) {
      this.failLogin({ code, message: reason }, ChangeReason.LOGIN_FAILURE);
      return;
    }
    const session = this.currentSession();
    if (session.hasUntriedToken()) {
      this.connector.retryNow();
    } else if (code === LoginError.LOGIN_ERR_TOKEN_EXPIRED) {
      // Nothing goes on before the application has a new token.
      this.renewal.onExpired(session, reason);
    } else {
      this.retryAfterRefusal(reply);
    }
  }

  onAttemptFailed(why: string): void {
    this.lastProblem = why;
    this.context.log.info(`no connection: ${why}`);
  }

  onLost(why: string): void {
    this.context.log.warn(`connection lost: ${why}`);
    this.requests.onLost();
    this.move(ConnectionState.RECONNECTING, ChangeReason.INTERRUPTED);
  }

  onEndedByServer(closeCode: number, why: string): void {
    this.context.log.warn(why);
    if (this.state === ConnectionState.CONNECTING) {
      this.failLogin({ code: LoginError.LOGIN_ERR_REJECTED, message: why }, ChangeReason.LOGIN_FAILURE);
      return;
    }
    this.requests.stop({ code: NOT_LOGGED_IN, message: why });
    this.features.onLoggedOut();
    this.move(
      ConnectionState.ABORTED,
      closeCode === CloseCode.CLOSE_CODE_REMOTE_LOGIN
        ? ChangeReason.REMOTE_LOGIN
        : ChangeReason.BANNED_BY_SERVER,
    );
  }

  onReply(reply: Reply): void {
    this.requests.onReply(reply);
  }

  onPush(push: Push): void {
    this.features.onPush(push);
  }

  onBatchEnd(link: Link): void {
    this.features.onBatchEnd(link);
  }

  private onLoginTimeout(): void {
    // The server may yet take the login: then it hears of the logout at once.
    this.connector.leave(() => {});
    const message = `no login within ${LOGIN_TIMEOUT_MS} ms: ${this.lastProblem}`;
    this.failLogin({ code: LoginError.LOGIN_ERR_TIMEOUT, message }, ChangeReason.LOGIN_TIMEOUT);
  }

  private failLogin(error: Result, reason: ChangeReason): void {
    const answer = this.loginAnswer;
    this.connector.stop();
    this.endSession(error);
    this.move(ConnectionState.DISCONNECTED, reason);
    if (answer) {
      answer.fail(error.code, error.message);
    }
  }

  private endSession(error: Result): void {
    // What a listener that logs out is just being told would come again after the next login.
    this.features.sendAck();
    this.loginTimer.cancel();
    this.loginAnswer = undefined;
    this.session = undefined;
    this.requests.stop(error);
    this.features.onLoggedOut();
  }

  // A bad token or app id may be put right by the operator, who may just be restarting the server
  // with another configuration; so the client goes on, slowly.
  private retryAfterRefusal(reply: Reply): void {
    const mayPassSoon =
      reply.code === LoginError.LOGIN_ERR_TOO_OFTEN ||
      reply.code === LoginError.LOGIN_ERR_UNKNOWN ||
      reply.code === LoginError.LOGIN_ERR_REJECTED;
    if (reply.code === LoginError.LOGIN_ERR_INVALID_TOKEN) {
      this.renewal.onInvalid(reply.reason);
    }
    this.connector.retry(mayPassSoon ? reply.retryAfterMs : SLOW_MS);
  }

  private currentSession(): Session {
    if (!this.session) {
      throw new Error('nobody is logged in');
    }
    return this.session;
  }

  private move(state: ConnectionState, reason: ChangeReason): void {
    this.state = state;
    this.context.log.info(`state ${state}, reason ${reason}`);
    this.context.tell({ rtmEvent: 'onConnectionStateChanged', state, reason });
  }
}
