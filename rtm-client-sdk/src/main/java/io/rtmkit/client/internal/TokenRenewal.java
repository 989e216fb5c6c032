package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RtmStatusCode.RenewTokenError;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.RenewTokenRequest;
import io.rtmkit.protocol.v1.Request;
import org.jspecify.annotations.Nullable;

/**
 * New tokens for a user who is logged in. One given while the connection is lost is tried with the
 * next login; its request waits and is answered after it. Loop thread.
 */
final class TokenRenewal {
  private final ClientContext context;
  private final Requests requests;

  TokenRenewal(ClientContext context, Requests requests) {
    this.context = context;
    this.requests = requests;
  }

  void renew(@Nullable Session session, String token, Answer<Void> answer) {
    if (session == null || !requests.isLoggedIn()) {
      answer.fail(Operation.NOT_LOGGED_IN, "not logged in");
      return;
    }
    if (token.length() > Limits.TOKEN_BYTES) {
      answer.fail(
          RenewTokenError.RENEW_TOKEN_ERR_INVALID_ARGUMENT,
          "token: has " + token.length() + " bytes, at most " + Limits.TOKEN_BYTES);
      return;
    }
    session.offerToken(token);
    requests.submit(
        Operation.RENEW_TOKEN,
        Request.newBuilder().setRenewToken(RenewTokenRequest.newBuilder().setToken(token)),
        reply -> {
          session.onRenewed(token, true);
          Answer.done(answer);
        },
        error -> {
          // Without an answer it may still be the one that the next login needs.
          if (error.getErrorCode() != RenewTokenError.RENEW_TOKEN_ERR_FAILURE) {
            session.onRenewed(token, false);
          }
          answer.fail(error);
        });
  }

  /** A login was refused because the token is over. */
  void onExpired(Session session, String reason) {
    boolean news = session.noteExpired();
    fail(RenewTokenError.RENEW_TOKEN_ERR_TOKEN_EXPIRED, reason);
    if (news) {
      context.callbacks.tell(listener -> listener.onTokenExpired());
    }
  }

  /** A login was refused because the token is no token of this user. */
  void onInvalid(String reason) {
    fail(RenewTokenError.RENEW_TOKEN_ERR_INVALID_TOKEN, reason);
  }

  private void fail(int code, String reason) {
    requests.failWaiting(Operation.RENEW_TOKEN, new ErrorInfo(code, reason));
  }
}
