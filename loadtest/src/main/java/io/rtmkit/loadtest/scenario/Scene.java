package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.wire.Login;
import io.rtmkit.loadtest.wire.ReplyListener;
import io.rtmkit.loadtest.wire.Target;
import io.rtmkit.loadtest.wire.Wire;
import io.rtmkit.loadtest.wire.WireClient;
import io.rtmkit.loadtest.wire.WireListener;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a scenario works with: the clients of this run and its measurement. Thread-safe. */
public final class Scene {
  private static final long PATIENCE_SECONDS = 120;
  private static final int BACK_OFF_MS = 500;

  private final Wire wire;
  private final Measurement measurement;
  private final int connecting;
  // Users of two runs are strangers, also while the server remembers those of the first.
  private final String runId =
      Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), Character.MAX_RADIX);
  private final List<WireClient> clients = Collections.synchronizedList(new ArrayList<>());

  private final Map<WireClient, String> channels = new ConcurrentHashMap<>();

  /**
   * A scene without clients.
   *
   * @param connecting how many connect at a time while the scenario is prepared
   */
  Scene(Wire wire, Measurement measurement, int connecting) {
    this.wire = wire;
    this.measurement = measurement;
    this.connecting = connecting;
  }

  public Target target() {
    return wire.target();
  }

  public int connecting() {
    return connecting;
  }

  /** An id that no other run has. */
  public String id(String role, int number) {
    return role + "-" + runId + "-" + number;
  }

  /** A client that is not connected yet. Those of one number share an event loop. */
  public WireClient client(String role, int number) {
    WireClient client = wire.client(id(role, number), number);
    clients.add(client);
    return client;
  }

  /** The same at the server of this number, if there are several. */
  public WireClient client(String role, int number, int server) {
    WireClient client = wire.client(id(role, number), number, server);
    clients.add(client);
    return client;
  }

  /** Tells a client's pushes; a client that loses its connection is counted, and comes back. */
  public void listen(WireClient client, Consumer<Push> onPush) {
    client.listener(
        new WireListener() {
          @Override
          public void onPush(Push push) {
            onPush.accept(push);
          }

          @Override
          public void onLost(int code, String reason) {
            measurement.add(Measurement.DISCONNECTED, 1);
            comeBack(client);
          }
        });
  }

  private void comeBack(WireClient client) {
    long pause = ThreadLocalRandom.current().nextInt(BACK_OFF_MS);
    client
        .loop()
        .schedule(
            () ->
                client.connect(
                    login -> {
                      if (login.code() == Login.UNREACHABLE) {
                        comeBack(client);
                      } else if (!login.isIn()) {
                        measurement.refused("login", login.code());
                      } else if (!login.resumed()) {
                        joinAgain(client);
                      }
                    }),
            pause,
            TimeUnit.MILLISECONDS);
  }

  /** A new session is in no channel; what was said meanwhile is lost to it. */
  private void joinAgain(WireClient client) {
    String channel = channels.get(client);
    if (channel != null) {
      client.join(
          channel,
          reply -> {
            if (reply.getCode() != 0) {
              measurement.refused("join", reply.getCode());
            }
          });
    }
  }

  /**
   * Logs these clients in.
   *
   * @throws IOException if one does not get in
   */
  public void login(List<WireClient> users) throws IOException, InterruptedException {
    AtomicReference<String> problem = new AtomicReference<>();
    CompletableFuture<Void> all =
        Logins.begin(
            users,
            connecting,
            (client, began, login) -> {
              if (!login.isIn()) {
                problem.compareAndSet(null, problemOf(client.userId(), login));
              }
            });
    await(all, "the logins");
    String found = problem.get();
    if (found != null) {
      throw new TargetUnreachable(found);
    }
  }

  private String problemOf(String userId, Login login) {
    return login.code() == Login.UNREACHABLE
        ? "cannot reach " + wire.target().text() + ": " + login.reason()
        : wire.target().text()
            + " refused the login of "
            + userId
            + " with code "
            + login.code()
            + ": "
            + login.reason();
  }

  /**
   * Lets each client join a channel.
   *
   * @throws IOException if one does not get in
   */
  public void join(Map<WireClient, String> places) throws IOException, InterruptedException {
    channels.putAll(places);
    onEach(
        places.keySet(),
        (client, listener) -> client.join(Objects.requireNonNull(places.get(client)), listener),
        (client, reply) -> {});
  }

  /**
   * Lets each client ask for something that must not be refused.
   *
   * @param onReply called on the client's event loop
   * @throws IOException if one is refused or not answered
   */
  public void askAll(
      Collection<WireClient> users,
      Function<WireClient, Request.Builder> request,
      BiConsumer<WireClient, Reply> onReply)
      throws IOException, InterruptedException {
    onEach(users, (client, listener) -> client.ask(request.apply(client), listener), onReply);
  }

  private static void onEach(
      Collection<WireClient> users,
      BiConsumer<WireClient, ReplyListener> question,
      BiConsumer<WireClient, Reply> onReply)
      throws IOException, InterruptedException {
    AtomicReference<String> problem = new AtomicReference<>();
    CountDownLatch left = new CountDownLatch(users.size());
    for (WireClient client : users) {
      ReplyListener listener =
          reply -> {
            if (reply.getCode() == 0) {
              onReply.accept(client, reply);
            } else {
              problem.compareAndSet(null, "code " + reply.getCode() + ": " + reply.getReason());
            }
            left.countDown();
          };
      client.loop().execute(() -> question.accept(client, listener));
    }
    boolean all = left.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    String found = all ? problem.get() : left.getCount() + " have no answer";
    if (found != null) {
      throw new TargetUnreachable("the server refuses what the scenario needs: " + found);
    }
  }

  private static void await(CompletableFuture<Void> all, String what)
      throws IOException, InterruptedException {
    try {
      all.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new TargetUnreachable(what + " took more than " + PATIENCE_SECONDS + " s");
    } catch (ExecutionException e) {
      throw new IOException(what + " failed", e);
    }
  }

  /** Logs out whoever is logged in, for at most these seconds. */
  void leave(int seconds) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(clients.size());
    for (WireClient client : clients) {
      client
          .loop()
          .execute(
              () -> {
                client.listener(new WireListener() {});
                if (client.isLoggedIn()) {
                  client.logout(reply -> left.countDown());
                } else {
                  client.drop();
                  left.countDown();
                }
              });
    }
    left.await(seconds, TimeUnit.SECONDS);
  }
}
