package io.rtmkit.server.core.session;

/**
 * A back end that sends in the name of a user, who need not be online. Made for one request: what
 * it sends takes effect in order; how much waits is bounded by the port that it comes through.
 */
public final class BackEnd implements Sender {
  private final UserKey user;
  private final SendOrder sendOrder = new SendOrder();

  public BackEnd(UserKey user) {
    this.user = user;
  }

  @Override
  public UserKey user() {
    return user;
  }

  @Override
  public SendOrder sendOrder() {
    return sendOrder;
  }

  @Override
  public boolean beginMessage() {
    return true;
  }

  @Override
  public void finishMessage(Outcome outcome) {}
}
