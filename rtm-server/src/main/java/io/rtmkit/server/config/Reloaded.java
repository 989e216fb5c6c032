package io.rtmkit.server.config;

import java.util.List;

/**
 * What reading the configuration again has changed. Immutable.
 *
 * @param applied keys whose new values are in force
 * @param needRestart keys whose new values are not, until the server is started again
 */
public record Reloaded(List<String> applied, List<String> needRestart) {
  public Reloaded {
    applied = List.copyOf(applied);
    needRestart = List.copyOf(needRestart);
  }
}
