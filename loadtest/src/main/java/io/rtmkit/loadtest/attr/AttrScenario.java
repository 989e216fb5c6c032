package io.rtmkit.loadtest.attr;

import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.scenario.PacedScenario;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.wire.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Members of channels who write and read attributes. Threads: see {@link Scenario}. */
final class AttrScenario extends PacedScenario<AttrUser.Timings> {
  private final int channelCount;
  private final int memberCount;
  private final List<AttrUser> users = new ArrayList<>();

  AttrScenario(int channelCount, int memberCount, Rate rate) {
    super(rate);
    this.channelCount = channelCount;
    this.memberCount = memberCount;
  }

  @Override
  protected AttrUser.Timings declareTimings(Measurement to) {
    return AttrUser.Timings.declare(to);
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
                    measurement(),
                    timings())
                .startingWith(i);
        scene.listen(clients.get(i), user::onPush);
        users.add(user);
      }
    }
    scene.login(List.copyOf(places.keySet()));
    scene.join(places);
  }

  @Override
  protected List<? extends Paced> turns() {
    return users;
  }

  @Override
  protected boolean hasEnded() {
    return users.stream().allMatch(user -> user.unanswered() == 0)
        && users.stream().noneMatch(AttrUser::isBehind);
  }

  @Override
  public void conclude() {
    Measurement to = measurement();
    to.add(Measurement.UNANSWERED, users.stream().mapToLong(AttrUser::unanswered).sum());
    to.add(Measurement.LOST, users.stream().filter(AttrUser::isBehind).count());
  }
}
