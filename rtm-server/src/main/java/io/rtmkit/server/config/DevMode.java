package io.rtmkit.server.config;

/** Whether app ids that are not configured are open: any 32-character id, any token. */
public enum DevMode {
  /** Only while no app is configured, and only on a loopback address. */
  AUTO,
  ON,
  OFF
}
