import { RenewTokenError } from '../../generated/protocol';
import { Refusal, type Answer } from '../Answer';
import type { Context } from '../Context';
import { NOT_LOGGED_IN, RENEW_TOKEN } from '../requests/Operation';
import type { Requests } from '../requests/Requests';
import { findSizeProblem } from '../requests/rules';
import { TOKEN_BYTES } from '../requests/ServerLimits';
import type { Session } from './Session';

/**
 * New tokens for a user who is logged in. One given while the connection is lost is tried with the next
 * login; its request waits and is answered after it.
 */
export class TokenRenewal {
  constructor(
    private readonly context: Context,
    private readonly requests: Requests,
  ) {}

  renew(session: Session | undefined, token: string, answer: Answer): void {
    if (!session || !this.requests.isLoggedIn) {
      throw new Refusal(NOT_LOGGED_IN, 'not logged in');
    }
    const problem = findSizeProblem('token', token, TOKEN_BYTES);
    if (problem) {
      throw new Refusal(RenewTokenError.RENEW_TOKEN_ERR_INVALID_ARGUMENT, problem);
    }
    session.offerToken(token);
    this.requests.submit(
      RENEW_TOKEN,
      { renewToken: { token } },
      () => {
        session.onRenewed(token, true);
        answer.done();
      },
      (error) => {
        // Without an answer it may still be the one that the next login needs.
        if (error.code !== RENEW_TOKEN.timeoutCode) {
          session.onRenewed(token, false);
        }
        answer.fail(error.code, error.message);
      },
    );
  }

  /** A login was refused because the token is over. */
  onExpired(session: Session, reason: string): void {
    const news = session.noteExpired();
    this.failWaiting(RenewTokenError.RENEW_TOKEN_ERR_TOKEN_EXPIRED, reason);
    if (news) {
      this.context.tell({ rtmEvent: 'onTokenDidExpire' });
    }
  }

  /** A login was refused because the token is no token of this user. */
  onInvalid(reason: string): void {
    this.failWaiting(RenewTokenError.RENEW_TOKEN_ERR_INVALID_TOKEN, reason);
  }

  private failWaiting(code: number, message: string): void {
    this.requests.failWaiting(RENEW_TOKEN, { code, message });
  }
}
