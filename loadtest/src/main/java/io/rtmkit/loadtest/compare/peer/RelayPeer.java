package io.rtmkit.loadtest.compare.peer;

import io.rtmkit.loadtest.compare.dialect.Dialect;
import io.rtmkit.loadtest.compare.dialect.RelayDialect;
import io.rtmkit.loadtest.compare.relay.Relay;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bare relay. Stateless.
 *
 * @param joined whether what one read brings is sent on as one buffer
 */
public record RelayPeer(boolean joined) implements Peer {
  @Override
  public String name() {
    return joined ? "Rc" : "R";
  }

  @Override
  public @Nullable String findMissing() {
    return null;
  }

  @Override
  public List<String> command(int port, Path directory, Setup setup) {
    List<String> command = JavaCommand.ofThisClassPath(setup, Relay.class.getName());
    command.addAll(List.of("" + port, joined ? "joined" : "frames"));
    return command;
  }

  @Override
  public String readyText() {
    return "relay is ready";
  }

  @Override
  public Dialect newDialect() {
    return new RelayDialect();
  }

  @Override
  public boolean isJava() {
    return true;
  }
}
