package io.rtmkit.server.core.login;

/**
 * Which attempt of which login a client makes: one that comes late, when a later one has been taken
 * elsewhere, is refused. Immutable.
 *
 * @param loginId a random number of the client; 0 if it says none
 * @param number 1, 2, 3 and so on
 */
public record LoginAttempt(long loginId, int number) {
  /** Of a client that does not say it. */
  public static final LoginAttempt NONE = new LoginAttempt(0, 0);
}
