package io.rtmkit.client.internal;

import io.rtmkit.client.RtmClientListener;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What all parts of one client share and none of them changes. Immutable. */
final class ClientContext {
  private static final AtomicInteger CLIENTS = new AtomicInteger();

  final String appId;
  final Tuning tuning;
  final String name = "rtm-" + CLIENTS.incrementAndGet();
  final ClientLog log = new ClientLog();
  final ClientLoop loop = new ClientLoop(name, log);
  final ServerSettings settings = new ServerSettings();
  final SecureRandom random = new SecureRandom();
  final Callbacks callbacks;

  ClientContext(
      String appId,
      @Nullable RtmClientListener listener,
      @Nullable Executor callbackExecutor,
      Tuning tuning) {
    this.appId = appId;
    this.tuning = tuning;
    callbacks = new Callbacks(listener, callbackExecutor, name + "-callbacks", log);
  }
}
