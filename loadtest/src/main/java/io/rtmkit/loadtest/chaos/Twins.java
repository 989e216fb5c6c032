package io.rtmkit.loadtest.chaos;

import io.rtmkit.client.SendMessageOptions;
import io.rtmkit.loadtest.check.History;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One user who logs in again and again with another client, each time at the next server, while all
 * clients that may still believe in their sessions send. Histories may be read by any thread;
 * otherwise one thread.
 */
final class Twins {
  private static final String USER = "twin";
  private static final int LOGINS = 10;
  private static final int MESSAGES_PER_LOGIN = 20;
  private static final long PAUSE_MS = 50;

  private final Scene scene;
  private final List<ChaosUser> clients = new CopyOnWriteArrayList<>();
  private int released;

  Twins(Scene scene) {
    this.scene = scene;
  }

  /**
   * Logs in once a second, for ten seconds.
   *
   * @param others the first sends to the user; each client sends to the next of them, since what
   *     two sessions send is in no order
   */
  void play(List<ServerNode> nodes, List<ChaosUser> others) throws InterruptedException {
    for (int i = 0; i < LOGINS; i++) {
      Scene place = scene.at(nodes.get(clients.size() % nodes.size()).address());
      ChaosUser client = new ChaosUser(USER, clients.size() + 1, List.of(), List.of(), place);
      clients.add(client);
      client.login();
      for (int n = 0; n < MESSAGES_PER_LOGIN; n++) {
        Thread.sleep(PAUSE_MS);
        talk(others, n % 2 == 0);
      }
      releaseOlder();
    }
  }

  private void talk(List<ChaosUser> others, boolean keep) {
    SendMessageOptions options = new SendMessageOptions();
    options.enableOfflineMessaging = keep;
    others.get(0).sendToPeer(USER, options);
    for (int i = released; i < clients.size(); i++) {
      if (!clients.get(i).isOut()) {
        clients.get(i).sendToPeer(others.get(i % others.size()).id(), options);
      }
    }
  }

  /** Clients that know that they are out are of no use any more; the newest stays. */
  private void releaseOlder() {
    while (released < clients.size() - 1 && clients.get(released).isOut()) {
      clients.get(released).release();
      released++;
    }
  }

  /** What each of the clients did and saw. */
  List<History> histories() {
    return clients.stream().map(ChaosUser::history).toList();
  }

  /** The client that must have the session now; null before the first. */
  @Nullable ChaosUser newest() {
    return clients.isEmpty() ? null : clients.get(clients.size() - 1);
  }

  /** Whether all but the newest know that they are out. */
  boolean areOut() {
    return clients.stream().filter(client -> client != newest()).allMatch(ChaosUser::isOut);
  }

  void release() {
    clients.forEach(ChaosUser::release);
  }
}
