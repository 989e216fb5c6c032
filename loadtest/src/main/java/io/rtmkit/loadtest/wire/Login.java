package io.rtmkit.loadtest.wire;

/**
 * How a login ended. Immutable.
 *
 * @param code of LoginError, or {@link #UNREACHABLE}
 * @param resumed whether an older session goes on
 */
public record Login(int code, boolean resumed, String reason) {
  /** No connection, or none that lasted until the answer. */
  public static final int UNREACHABLE = -1;

  public boolean isIn() {
    return code == 0;
  }

  /** Hears the end of one login, on the client's event loop. */
  public interface Listener {
    void onLogin(Login login);
  }
}
