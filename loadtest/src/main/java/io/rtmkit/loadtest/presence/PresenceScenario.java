package io.rtmkit.loadtest.presence;

import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.scenario.PacedScenario;
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

/** Users who come and go, and others who watch each of them. Threads: see {@link Scenario}. */
final class PresenceScenario extends PacedScenario<Timing> {
  private final int watcherCount;
  private final int userCount;
  private final Map<String, WatchedUser> users = new LinkedHashMap<>();
  private final List<Watcher> watchers = new ArrayList<>();

  PresenceScenario(int watcherCount, int userCount, Rate rate) {
    super(rate);
    this.watcherCount = watcherCount;
    this.userCount = userCount;
  }

  @Override
  protected Timing declareTimings(Measurement to) {
    return to.timing("notice", "from when a user was to go on or off until a watcher was told");
  }

  @Override
  public String leading() {
    return "notice";
  }

  @Override
  public void prepare(Scene scene) throws IOException, InterruptedException {
    Measurement to = measurement();
    for (int i = 0; i < userCount; i++) {
      WireClient client = scene.client("user", i);
      scene.listen(client, push -> {});
      users.put(client.userId(), new WatchedUser(client, to));
    }
    List<WireClient> clients = new ArrayList<>();
    Map<WireClient, Watcher> watching = new LinkedHashMap<>();
    for (int i = 0; i < watcherCount; i++) {
      WireClient client = scene.client("watcher", i);
      Watcher watcher = new Watcher(to, timings(), users);
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
  protected List<? extends Paced> turns() {
    return List.copyOf(users.values());
  }

  @Override
  protected boolean hasEnded() {
    return users.values().stream().allMatch(WatchedUser::isSettled)
        && watchers.stream().allMatch(watcher -> watcher.wrong() == 0);
  }

  @Override
  public void conclude() {
    Measurement to = measurement();
    to.add(
        Measurement.UNANSWERED, users.values().stream().filter(user -> !user.isSettled()).count());
    watchers.forEach(watcher -> to.add(Measurement.LOST, watcher.wrong()));
  }
}
