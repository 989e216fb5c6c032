package io.rtmkit.server.e2e;

import io.rtmkit.client.SendMessageOptions;

/** Options of messages that the server keeps. Stateless. */
public final class Keep {
  private Keep() {}

  /** Kept for who is away. */
  public static SendMessageOptions offline() {
    return options(true, false);
  }

  /** Kept for history queries. */
  public static SendMessageOptions historical() {
    return options(false, true);
  }

  /** Kept for both. */
  public static SendMessageOptions both() {
    return options(true, true);
  }

  private static SendMessageOptions options(boolean offline, boolean historical) {
    SendMessageOptions options = new SendMessageOptions();
    options.enableOfflineMessaging = offline;
    options.enableHistoricalMessaging = historical;
    return options;
  }
}
