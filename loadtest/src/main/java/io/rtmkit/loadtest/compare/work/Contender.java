package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.driver.Crowd;
import io.rtmkit.loadtest.compare.driver.Driver;
import io.rtmkit.loadtest.compare.peer.Peer;
import io.rtmkit.loadtest.process.Child;
import io.rtmkit.loadtest.process.Ports;
import io.rtmkit.loadtest.process.ProcessUsage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A peer that is running, alone on its processor, and its clients. One thread. */
public final class Contender implements AutoCloseable {
  private final Peer peer;
  private final Driver driver;
  private final Child server;
  private final InetSocketAddress address;
  private Crowd crowd;

  private Contender(Peer peer, Driver driver, Child server, InetSocketAddress address) {
    this.peer = peer;
    this.driver = driver;
    this.server = server;
    this.address = address;
    this.crowd = newCrowd();
  }

  /**
   * Starts the server of a peer.
   *
   * @param directory in which it gets one of its own
   */
  static Contender start(Peer peer, Peer.Setup setup, Driver driver, Path directory)
      throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(directory, peer.name() + "-");
    int port = Ports.free(new Random());
    List<String> command = new ArrayList<>(Cores.pinnedToServer());
    command.addAll(peer.command(port, own, setup));
    Child server = Child.start(peer.name(), command, own.resolve("log"), peer.readyText());
    return new Contender(
        peer, driver, server, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  Peer peer() {
    return peer;
  }

  Crowd crowd() {
    return crowd;
  }

  private Crowd newCrowd() {
    return new Crowd(driver, address, peer::newDialect);
  }

  /** Drops all clients, and begins with none. */
  void dropCrowd() {
    crowd.close();
    crowd = newCrowd();
  }

  long pid() {
    return server.pid();
  }

  ProcessUsage usage() throws IOException {
    return ProcessUsage.of(server.pid());
  }

  @Override
  public void close() {
    crowd.close();
    try {
      server.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
