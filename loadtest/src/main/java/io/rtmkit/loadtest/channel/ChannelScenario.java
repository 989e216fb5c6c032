package io.rtmkit.loadtest.channel;

import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.scenario.PacedScenario;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.wire.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Channels whose members hear some of them. Threads: see {@link Scenario}. */
final class ChannelScenario extends PacedScenario<Timing> {
  /**
   * How large it is. Immutable.
   *
   * @param publishers of the members of each channel
   * @param payload bytes of a message
   */
  record Size(int channels, int members, int publishers, int payload) {}

  private final Size size;
  private final List<Publisher> publishers = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  ChannelScenario(Size size, Rate rate) {
    super(rate);
    this.size = size;
  }

  static Timing accepted(Measurement measurement) {
    return measurement.timing(
        "accepted", "from when a message was due until the server had taken it");
  }

  @Override
  protected Timing declareTimings(Measurement to) {
    Timing delivery =
        to.timing("delivery", "from when a message was due until one of the other members had it");
    accepted(to);
    return delivery;
  }

  @Override
  public String leading() {
    return "delivery";
  }

  @Override
  public void prepare(Scene scene) throws IOException, InterruptedException {
    Map<WireClient, String> places = new LinkedHashMap<>();
    for (int channel = 0; channel < size.channels(); channel++) {
      addChannel(scene, channel, places);
    }
    scene.login(List.copyOf(places.keySet()));
    scene.join(places);
  }

  private void addChannel(Scene scene, int channel, Map<WireClient, String> places) {
    Measurement to = measurement();
    String channelId = scene.id("channel", channel);
    List<Member> present = new ArrayList<>();
    List<Publisher> sending = new ArrayList<>();
    for (int i = 0; i < size.members(); i++) {
      // Publishers come first: of several channels they are at several servers.
      WireClient client = scene.client("member", channel * size.members() + i, channel + i);
      places.put(client, channelId);
      Member member = new Member(to, timings());
      present.add(member);
      scene.listen(client, member::onPush);
      if (i < size.publishers()) {
        int number = channel * size.publishers() + i;
        sending.add(new Publisher(number, client, channelId, size.payload(), to));
      }
    }
    for (int i = 0; i < present.size(); i++) {
      for (int j = 0; j < sending.size(); j++) {
        if (i != j) {
          present.get(i).hear(sending.get(j));
        }
      }
    }
    members.addAll(present);
    publishers.addAll(sending);
  }

  @Override
  protected List<? extends Paced> turns() {
    return publishers;
  }

  @Override
  protected boolean hasEnded() {
    return publishers.stream().allMatch(publisher -> publisher.unanswered() == 0)
        && members.stream().allMatch(Member::hasAll);
  }

  @Override
  public void conclude() {
    long unanswered = publishers.stream().mapToLong(Publisher::unanswered).sum();
    measurement().add(Measurement.UNANSWERED, unanswered);
    members.forEach(Member::conclude);
  }
}
