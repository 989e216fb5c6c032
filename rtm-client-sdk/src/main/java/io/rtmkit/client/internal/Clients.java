package io.rtmkit.client.internal;

import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.protocol.Ids;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes clients for the public API. Any thread. */
public final class Clients {
  /** Version of the SDK. */
  public static final String VERSION = "0.1.0";

  private Clients() {}

  /**
   * Makes a client; its threads start with its first use.
   *
   * @throws IllegalArgumentException if the app id is not valid
   */
  public static RtmClient create(
      @Nullable String appId,
      @Nullable RtmClientListener listener,
      @Nullable Executor callbackExecutor) {
    return create(appId, listener, callbackExecutor, Tuning.NORMAL);
  }

  static RtmClient create(
      @Nullable String appId,
      @Nullable RtmClientListener listener,
      @Nullable Executor callbackExecutor,
      Tuning tuning) {
    String problem = Ids.findAppIdProblem("appId", appId);
    if (problem != null || appId == null) {
      throw new IllegalArgumentException(problem);
    }
    return new SdkClient(new ClientContext(appId, listener, callbackExecutor, tuning));
  }
}
