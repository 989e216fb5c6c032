package io.rtmkit.loadtest.presence;

import io.rtmkit.loadtest.arrival.Pacing;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.scenario.Names;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.wire.WireClient;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.WatchPresenceRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Users who come and go, and others who watch each of them. Threads: see {@link Scenario}. */
final class PresenceScenario implements Scenario {
  private final int watcherCount;
  private final int userCount;
  private final Rate rate;
  private final Map<String, WatchedUser> users = new LinkedHashMap<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private @Nullable Measurement measurement;
  private @Nullable Timing notice;
  private @Nullable Timing lag;
  private @Nullable Pacing pacing;

  PresenceScenario(int watcherCount, int userCount, Rate rate) {
    this.watcherCount = watcherCount;
    this.userCount = userCount;
    this.rate = rate;
  }

  @Override
  public void declare(Measurement to) {
    measurement = to;
    notice = to.timing("notice", "from when a user was to go on or off until a watcher was told");
    lag = to.timing(Names.LAG, Names.LAG_MEANING);
  }

  @Override
  public String leading() {
    return "notice";
  }

  @Override
  public void prepare(Scene scene) throws IOException, InterruptedException {
    Measurement to = Objects.requireNonNull(measurement);
    for (int i = 0; i < userCount; i++) {
      WireClient client = scene.client("user", i);
      scene.listen(client, push -> {});
      users.put(client.userId(), new WatchedUser(client, to));
    }
    List<WireClient> clients = new ArrayList<>();
    Map<WireClient, Watcher> watching = new LinkedHashMap<>();
    for (int i = 0; i < watcherCount; i++) {
      WireClient client = scene.client("watcher", i);
      Watcher watcher = new Watcher(to, Objects.requireNonNull(notice), users);
      scene.listen(client, watcher::onPush);
      clients.add(client);
      watchers.add(watcher);
      watching.put(client, watcher);
    }
    scene.login(clients);
    scene.askAll(
        clients,
        client ->
            Request.newBuilder()
                .setWatchPresence(
                    WatchPresenceRequest.newBuilder()
                        .addAllUserIds(Objects.requireNonNull(watching.get(client)).userIds())),
        (client, reply) ->
            Objects.requireNonNull(watching.get(client)).begin(reply.getPresence().getPeersList()));
  }

  @Override
  public void start(Span span) {
    pacing =
        Pacing.start(List.copyOf(users.values()), rate, span, Objects.requireNonNull(lag)::done);
  }

  @Override
  public void stop() {
    if (pacing != null) {
      pacing.stop();
    }
  }

  @Override
  public boolean isSettled() {
    return users.values().stream().allMatch(WatchedUser::isSettled)
        && watchers.stream().allMatch(watcher -> watcher.wrong() == 0);
  }

  @Override
  public void conclude() {
    Measurement to = Objects.requireNonNull(measurement);
    to.add(
        Measurement.UNANSWERED, users.values().stream().filter(user -> !user.isSettled()).count());
    watchers.forEach(watcher -> to.add(Measurement.LOST, watcher.wrong()));
  }
}
