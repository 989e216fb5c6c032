package io.rtmkit.server.core.session;

/** A user of an app. Everything is keyed by both: apps never see each other. */
public record UserKey(String appId, String userId) {
  @Override
  public String toString() {
    return appId + "/" + userId;
  }
}
