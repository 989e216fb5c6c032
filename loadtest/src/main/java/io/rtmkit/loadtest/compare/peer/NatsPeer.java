package io.rtmkit.loadtest.compare.peer;

import io.rtmkit.loadtest.compare.dialect.Dialect;
import io.rtmkit.loadtest.compare.dialect.NatsDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** nats-server of the distribution. Stateless. */
final class NatsPeer implements Peer {
  @Override
  public String name() {
    return "nats";
  }

  @Override
  public @Nullable String findMissing() {
    return Programs.findMissing("nats-server", "Debian's package nats-server");
  }

  @Override
  public String version() {
    return Programs.firstLine(Programs.path("nats-server"), "--version");
  }

  @Override
  public List<String> command(int port, Path directory, Setup setup) throws IOException {
    Path file = Programs.copy("nats.conf", directory);
    return List.of(
        Programs.path("nats-server"), "-c", file.toString(), "-a", "127.0.0.1", "-p", "" + port);
  }

  @Override
  public String readyText() {
    return "Server is ready";
  }

  @Override
  public Dialect newDialect() {
    return new NatsDialect();
  }
}
