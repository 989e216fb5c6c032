package io.rtmkit.server.config;

/**
 * How many users one client may ask for or watch. Immutable.
 *
 * @param queried users in one query
 * @param watched watched users of one session
 */
public record PresenceConfig(int queried, int watched) {
  public PresenceConfig {
    Checks.range("presence.queried", queried, 1, 1_024);
    // All of them go into one frame, when the session resumes.
    Checks.range("presence.watched", watched, 1, 2_048);
  }
}
