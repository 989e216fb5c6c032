package io.rtmkit.loadtest.attr;

import io.rtmkit.loadtest.arrival.Pacing;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.scenario.Names;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.wire.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Members of channels who write and read attributes. Threads: see {@link Scenario}. */
final class AttrScenario implements Scenario {
  private final int channelCount;
  private final int memberCount;
  private final Rate rate;
  private final List<AttrUser> users = new ArrayList<>();
  private @Nullable Measurement measurement;
  private AttrUser.@Nullable Timings timings;
  private @Nullable Timing lag;
  private @Nullable Pacing pacing;

  AttrScenario(int channelCount, int memberCount, Rate rate) {
    this.channelCount = channelCount;
    this.memberCount = memberCount;
    this.rate = rate;
  }

  @Override
  public void declare(Measurement to) {
    measurement = to;
    timings = AttrUser.Timings.declare(to);
    lag = to.timing(Names.LAG, Names.LAG_MEANING);
  }

  @Override
  public String leading() {
    return "write";
  }

  @Override
  public void prepare(Scene scene) throws IOException, InterruptedException {
    Map<WireClient, String> places = new LinkedHashMap<>();
    for (int channel = 0; channel < channelCount; channel++) {
      AttributeSet ofChannel = new AttributeSet(scene.id("channel", channel));
      List<WireClient> clients = new ArrayList<>();
      List<AttributeSet> sets = new ArrayList<>();
      for (int i = 0; i < memberCount; i++) {
        WireClient client = scene.client("user", channel * memberCount + i);
        clients.add(client);
        sets.add(new AttributeSet(client.userId()));
        places.put(client, ofChannel.ownerId());
      }
      for (int i = 0; i < memberCount; i++) {
        AttributeSet neighbours = sets.get((i + 1) % memberCount);
        AttrUser user =
            new AttrUser(
                    clients.get(i),
                    List.of(sets.get(i), neighbours, ofChannel),
                    Objects.requireNonNull(measurement),
                    Objects.requireNonNull(timings))
                .startingWith(i);
        scene.listen(clients.get(i), user::onPush);
        users.add(user);
      }
    }
    scene.login(List.copyOf(places.keySet()));
    scene.join(places);
  }

  @Override
  public void start(Span span) {
    pacing = Pacing.start(users, rate, span, Objects.requireNonNull(lag)::done);
  }

  @Override
  public void stop() {
    if (pacing != null) {
      pacing.stop();
    }
  }

  @Override
  public boolean isSettled() {
    return users.stream().allMatch(user -> user.unanswered() == 0)
        && users.stream().noneMatch(AttrUser::isBehind);
  }

  @Override
  public void conclude() {
    Measurement to = Objects.requireNonNull(measurement);
    to.add(Measurement.UNANSWERED, users.stream().mapToLong(AttrUser::unanswered).sum());
    to.add(Measurement.LOST, users.stream().filter(AttrUser::isBehind).count());
  }
}
