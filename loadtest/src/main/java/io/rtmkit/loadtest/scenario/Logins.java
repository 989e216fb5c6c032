package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.wire.Login;
import io.rtmkit.loadtest.wire.WireClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Logs many clients in, so many at a time. Thread-safe. */
public final class Logins {
  /** Hears how a login that began then has ended, on the event loop of the client. */
  public interface Listener {
    void onLogin(WireClient client, long beganNanos, Login login);
  }

  private final List<WireClient> clients;
  private final Listener listener;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger left;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  private Logins(List<WireClient> clients, Listener listener) {
    this.clients = clients;
    this.listener = listener;
    this.left = new AtomicInteger(clients.size());
  }

  /** Begins; completes when each login has ended, one way or the other. */
  public static CompletableFuture<Void> begin(
      List<WireClient> clients, int atATime, Listener listener) {
    Logins logins = new Logins(clients, listener);
    if (clients.isEmpty()) {
      logins.done.complete(null);
    }
    for (int i = 0; i < Math.min(atATime, clients.size()); i++) {
      logins.beginNext();
    }
    return logins.done;
  }

  private void beginNext() {
    int place = next.getAndIncrement();
    if (place < clients.size()) {
      WireClient client = clients.get(place);
      client
          .loop()
          .execute(
              () -> {
                long began = System.nanoTime();
                client.connect(login -> onLogin(client, began, login));
              });
    }
  }

  private void onLogin(WireClient client, long beganNanos, Login login) {
    listener.onLogin(client, beganNanos, login);
    beginNext();
    if (left.decrementAndGet() == 0) {
      done.complete(null);
    }
  }
}
