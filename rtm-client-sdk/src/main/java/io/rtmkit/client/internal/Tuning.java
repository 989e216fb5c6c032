package io.rtmkit.client.internal;

/** Scale of all times that the client itself chooses; only tests are faster than normal. */
final class Tuning {
  static final Tuning NORMAL = new Tuning(1, 1);

  private final int divisor;
  private final int loginDivisor;

  Tuning(int divisor, int loginDivisor) {
    this.divisor = divisor;
    this.loginDivisor = loginDivisor;
  }

  /** What this client uses in the place of a time of the normal scale. */
  long ms(long normalMs) {
    return (normalMs + divisor - 1) / divisor;
  }

  /** How long a login may take, and each attempt to get one. */
  long loginMs() {
    return Operation.LOGIN.timeoutMs / loginDivisor;
  }
}
