package io.rtmkit.server.core.session;

import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.config.RatesConfig;
import io.rtmkit.server.config.SessionConfig;

/** The rules of the moment, shared by all sessions. Thread-safe. */
final class LiveRules {
  private volatile SessionRules current;

  LiveRules(SessionRules current) {
    this.current = current;
  }

  void set(SessionRules newer) {
    current = newer;
  }

  SessionRules current() {
    return current;
  }

  SessionConfig session() {
    return current.session();
  }

  LimitsConfig limits() {
    return current.limits();
  }

  RatesConfig rates() {
    return current.rates();
  }
}
