package io.rtmkit.client.internal;

/** Scales of all times that the client itself chooses; only tests are faster than normal. */
final class Tuning {
  static final Tuning NORMAL = new Tuning(1, 1, 1);

  private final int waitDivisor;
  private final int limitDivisor;
  private final int loginDivisor;

  Tuning(int waitDivisor, int limitDivisor, int loginDivisor) {
    this.waitDivisor = waitDivisor;
    this.limitDivisor = limitDivisor;
    this.loginDivisor = loginDivisor;
  }

  /** How long this client waits before it tries again, in the place of a normal time. */
  long waitMs(long normalMs) {
    return scaled(normalMs, waitDivisor);
  }

  /** How long others may take before this client gives up, in the place of a normal time. */
  long limitMs(long normalMs) {
    return scaled(normalMs, limitDivisor);
  }

  /** How long a login may take, and each attempt to get one. */
  long loginMs() {
    return Operation.LOGIN.timeoutMs / loginDivisor;
  }

  private static long scaled(long normalMs, int divisor) {
    return (normalMs + divisor - 1) / divisor;
  }
}
