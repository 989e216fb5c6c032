package io.rtmkit.loadtest.scenario;

/** Timings that several scenarios have. */
public final class Names {
  /** How late the tester itself was. */
  public static final String LAG = "lag";

  public static final String LAG_MEANING = "from when something was due until the tester did it";

  private Names() {}
}
