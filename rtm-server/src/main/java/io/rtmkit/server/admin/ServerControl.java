package io.rtmkit.server.admin;

import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.Reloaded;
import io.rtmkit.server.metrics.Live;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator asks of the server as a whole. Any method may be called from any thread. */
public interface ServerControl {
  String version();

  /** Of this server, for people. */
  String name();

  /** Unix time. */
  long startedMs();

  /** The port that clients connect to. */
  int clientPort();

  /** Why no new clients should come, a sentence each; empty if they should. */
  List<String> notReady();

  /** The figures of the last second; null in the first one. */
  @Nullable Live live();

  /** Everything that is measured, as Prometheus reads it. */
  String scrape();

  /** Tells all clients to move, and lets nobody in any more; returns at once. */
  void drain();

  /**
   * Reads the configuration and certificates again.
   *
   * @throws ConfigException if the configuration is not good; nothing has changed then
   * @throws IOException the same for the certificate, or if there is nothing to read
   */
  Reloaded reload() throws IOException;

  /** What was copied. */
  record BackedUp(String path, long queued, long logged) {}

  /**
   * Copies the embedded store.
   *
   * @param name of a directory that does not exist yet, inside of the data directory
   * @throws IOException if it could not be copied; the message is for a person
   */
  BackedUp backup(String name) throws IOException;
}
