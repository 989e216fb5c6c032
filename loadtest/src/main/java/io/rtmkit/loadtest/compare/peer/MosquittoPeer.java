package io.rtmkit.loadtest.compare.peer;

import io.rtmkit.loadtest.compare.dialect.Dialect;
import io.rtmkit.loadtest.compare.dialect.MqttDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mosquitto of the distribution, at QoS 0. Stateless. */
final class MosquittoPeer implements Peer {
  @Override
  public String name() {
    return "mosquitto";
  }

  @Override
  public @Nullable String findMissing() {
    return Programs.findMissing("mosquitto", "Debian's package mosquitto");
  }

  @Override
  public String version() {
    return Programs.firstLine(Programs.path("mosquitto"), "-h");
  }

  @Override
  public List<String> command(int port, Path directory, Setup setup) throws IOException {
    Path file = Programs.copy("mosquitto.conf", directory);
    Files.writeString(file, "listener " + port + " 127.0.0.1\n", StandardOpenOption.APPEND);
    return List.of(Programs.path("mosquitto"), "-c", file.toString());
  }

  @Override
  public String readyText() {
    return "running";
  }

  @Override
  public Dialect newDialect() {
    return new MqttDialect();
  }
}
