package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RtmStatusCode.ConnectionChangeReason;
import io.rtmkit.client.RtmStatusCode.LoginError;
import io.rtmkit.client.RtmStatusCode.LogoutError;
import io.rtmkit.client.internal.ClientLoop.Timer;
import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The course of one client: login, loss, return, logout, release. Holds the state that the
 * application sees and hands everything else to the part that it belongs to. Loop thread.
 */
final class ClientCore implements Connector.Owner {
  private static final String RELEASED = "the client was released";

  // As long as the client.
  private final ClientContext context;
  private final Requests requests;
  final Features features;
  private final TokenRenewal renewal;
  private final Connector connector;
  private ConnectionState state = ConnectionState.DISCONNECTED;
  private int farewells;
  private boolean released;

  // From login to logout.
  private @Nullable Session session;

  // From login to its answer.
  private @Nullable Answer<Void> loginAnswer;
  private Timer loginTimer = Timer.NONE;
  private String lastProblem = "";

  ClientCore(ClientContext context) {
    this.context = context;
    requests = new Requests(context);
    features = new Features(context, requests);
    renewal = new TokenRenewal(context, requests);
    connector = new Connector(context, requests, this);
  }

  void login(String token, @Nullable String userId, Answer<Void> answer) {
    if (released) {
      answer.fail(Operation.NOT_INITIALIZED, RELEASED);
      return;
    }
    String problem = Ids.findUserIdProblem("userId", userId);
    if (problem == null && token.length() > Limits.TOKEN_BYTES) {
      problem = "token: has " + token.length() + " bytes, at most " + Limits.TOKEN_BYTES;
    }
    if (problem != null || userId == null) {
      answer.fail(LoginError.LOGIN_ERR_INVALID_ARGUMENT, String.valueOf(problem));
      return;
    }
    if (state != ConnectionState.DISCONNECTED) {
      answer.fail(LoginError.LOGIN_ERR_ALREADY_LOGIN, "log out first: the state is " + state);
      return;
    }
    context.log.info("login of " + userId);
    session = new Session(context.appId, userId, token);
    loginAnswer = answer;
    lastProblem = "the server does not answer";
    long timeoutMs = context.tuning.loginMs();
    loginTimer = context.loop.schedule(timeoutMs, () -> onLoginTimeout(timeoutMs));
    move(ConnectionState.CONNECTING, ConnectionChangeReason.CONNECTION_CHANGE_REASON_LOGIN);
    connector.start();
  }

  void logout(Answer<Void> answer) {
    if (session == null) {
      answer.fail(LogoutError.LOGOUT_ERR_USER_NOT_LOGGED_IN, "not logged in");
      return;
    }
    Answer<Void> login = loginAnswer;
    endSession(new ErrorInfo(Operation.NOT_LOGGED_IN, "logged out"));
    move(ConnectionState.DISCONNECTED, ConnectionChangeReason.CONNECTION_CHANGE_REASON_LOGOUT);
    if (login != null) {
      login.fail(LoginError.LOGIN_ERR_UNKNOWN, "logged out before the login was answered");
    }
    sayFarewell(() -> Answer.done(answer));
  }

  void renewToken(String token, Answer<Void> answer) {
    renewal.renew(session, token, answer);
    if (state == ConnectionState.RECONNECTING) {
      connector.retryNow();
    }
  }

  void release() {
    released = true;
    Answer<Void> login = loginAnswer;
    if (session != null) {
      endSession(new ErrorInfo(Operation.NOT_INITIALIZED, RELEASED));
      sayFarewell(() -> {});
    }
    if (login != null) {
      login.fail(Operation.NOT_INITIALIZED, RELEASED);
    }
    endIfDone();
  }

  @Override
  public LoginRequest loginRequest() {
    return currentSession().loginRequest(features.inboxOffset(), features.channels.positions());
  }

  @Override
  public void onUp(LoginReply reply, Link link) {
    boolean resumed = currentSession().onLoggedIn(reply);
    context.log.info(resumed ? "session resumed" : "logged in, session " + reply.getSessionId());
    requests.start();
    loginTimer.cancel();
    move(ConnectionState.CONNECTED, ConnectionChangeReason.CONNECTION_CHANGE_REASON_LOGIN_SUCCESS);
    Answer<Void> answer = loginAnswer;
    loginAnswer = null;
    if (answer != null) {
      Answer.done(answer);
    }
    features.onLoggedIn(reply, currentSession().userId(), resumed, link);
  }

  @Override
  public void onRefused(Reply reply) {
    context.log.warn("login refused: " + reply.getCode() + " " + reply.getReason());
    if (state == ConnectionState.CONNECTING) {
      failLogin(
          new ErrorInfo(reply.getCode(), reply.getReason()),
          ConnectionChangeReason.CONNECTION_CHANGE_REASON_LOGIN_FAILURE);
      return;
    }
    Session current = currentSession();
    boolean expired = reply.getCode() == LoginError.LOGIN_ERR_TOKEN_EXPIRED;
    if (current.hasUntriedToken()) {
      connector.retryNow();
    } else if (expired) {
      // Nothing goes on before the application has a new token.
      renewal.onExpired(current, reply.getReason());
    } else {
      retryAfterRefusal(reply);
    }
  }

  @Override
  public void onAttemptFailed(String why) {
    lastProblem = why;
    context.log.info("no connection: " + why);
  }

  @Override
  public void onLost(String why) {
    context.log.warn("connection lost: " + why);
    requests.onLost();
    move(ConnectionState.RECONNECTING, ConnectionChangeReason.CONNECTION_CHANGE_REASON_INTERRUPTED);
  }

  @Override
  public void onEndedByServer(int closeCode, String why) {
    context.log.warn(why);
    if (state == ConnectionState.CONNECTING) {
      failLogin(
          new ErrorInfo(LoginError.LOGIN_ERR_REJECTED, why),
          ConnectionChangeReason.CONNECTION_CHANGE_REASON_LOGIN_FAILURE);
      return;
    }
    requests.stop(new ErrorInfo(Operation.NOT_LOGGED_IN, why));
    features.onLoggedOut();
    move(
        ConnectionState.ABORTED,
        closeCode == CloseCode.CLOSE_CODE_REMOTE_LOGIN_VALUE
            ? ConnectionChangeReason.CONNECTION_CHANGE_REASON_REMOTE_LOGIN
            : ConnectionChangeReason.CONNECTION_CHANGE_REASON_BANNED_BY_SERVER);
  }

  @Override
  public void onReply(Reply reply) {
    requests.onReply(reply);
  }

  @Override
  public void onPush(Push push) {
    features.onPush(push);
  }

  @Override
  public void onBatchEnd(Link link) {
    features.onBatchEnd(link);
  }

  private void onLoginTimeout(long timeoutMs) {
    // The server may yet take the login: then it hears of the logout at once.
    sayFarewell(() -> {});
    failLogin(
        new ErrorInfo(
            LoginError.LOGIN_ERR_TIMEOUT, "no login within " + timeoutMs + " ms: " + lastProblem),
        ConnectionChangeReason.CONNECTION_CHANGE_REASON_LOGIN_TIMEOUT);
  }

  private void failLogin(ErrorInfo error, int reason) {
    Answer<Void> answer = loginAnswer;
    connector.stop();
    endSession(error);
    move(ConnectionState.DISCONNECTED, reason);
    if (answer != null) {
      answer.fail(error);
    }
  }

  private void endSession(ErrorInfo error) {
    loginTimer.cancel();
    loginAnswer = null;
    session = null;
    requests.stop(error);
    features.onLoggedOut();
  }

  // A bad token or app id may be put right by the operator, who may just be restarting the server
  // with another configuration; so the client goes on, slowly.
  private void retryAfterRefusal(Reply reply) {
    boolean mayPassSoon =
        reply.getCode() == LoginError.LOGIN_ERR_TOO_OFTEN
            || reply.getCode() == LoginError.LOGIN_ERR_UNKNOWN
            || reply.getCode() == LoginError.LOGIN_ERR_REJECTED;
    if (reply.getCode() == LoginError.LOGIN_ERR_INVALID_TOKEN) {
      renewal.onInvalid(reply.getReason());
    }
    long atLeastMs = Math.max(0, reply.getRetryAfterMs());
    connector.retry(mayPassSoon ? atLeastMs : context.tuning.waitMs(Backoff.slowMs()));
  }

  private void sayFarewell(Runnable done) {
    farewells++;
    connector.leave(
        () -> {
          farewells--;
          done.run();
          endIfDone();
        });
  }

  private void endIfDone() {
    if (released && farewells == 0) {
      context.loop.shutdown();
      context.callbacks.close();
      context.log.close();
    }
  }

  private Session currentSession() {
    Session current = session;
    if (current == null) {
      throw new IllegalStateException("nobody is logged in");
    }
    return current;
  }

  private void move(ConnectionState next, int reason) {
    if (!state.next().contains(next)) {
      throw new IllegalStateException(state + " cannot become " + next);
    }
    state = next;
    context.log.info("state " + next + ", reason " + reason);
    context.callbacks.tell(listener -> listener.onConnectionStateChanged(next.number, reason));
  }
}
