package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.port.MissedBound;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A channel that several servers share, as one of them has it, without the others. */
final class SharedRoom {
  static final String ID = "room";
  static final ChannelKey KEY = new ChannelKey(TestDomain.APP, ID);
  static final long EPOCH = 7;

  final TestDomain domain;
  final ChannelReplicas replicas;
  final ChannelReplica replica;

  /** What the last member that took its seat was told to have missed. */
  final List<MissedBound> missed = new ArrayList<>();

  private long rosterVersion;

  SharedRoom(Map<String, String> settings) {
    ServerConfig config = ServerConfig.defaultsWith(settings);
    domain = new TestDomain(settings);
    replicas =
        new ChannelReplicas(
            ChannelRules.of(config, 1 << 30, domain.loops.size()),
            new Revisions(domain.clock),
            Observers.none(domain.clock),
            domain.clock);
    replica = replicas.beginJoin(KEY);
  }

  long now() {
    return domain.clock.nanoTime();
  }

  /** How the channel stands; what Redis says last has the highest roster version. */
  ChannelFacts facts(long epoch, long offset, int members) {
    return new ChannelFacts(
        epoch, offset, members, ++rosterVersion, 3, 2, 1, 0, List.of("this", "other"));
  }

  ChannelFacts facts(long offset) {
    return facts(EPOCH, offset, 2);
  }

  void learn(long offset) {
    replica.learn(facts(offset), now());
  }

  static LogEvent message(long offset, String userId) {
    return message(offset, userId, 0);
  }

  static LogEvent message(long offset, String userId, long storedId) {
    ChannelMessage message =
        ChannelMessage.newBuilder()
            .setMessageId(100 + offset)
            .setUserId(userId)
            .setContent(TestDomain.text("m" + offset))
            .setStoredId(storedId)
            .build();
    return new LogEvent(
        offset, Publication.newBuilder().setChannelId(ID).setMessage(message).build());
  }

  static LogEvent joined(long offset, String userId) {
    Publication.Builder event = Publication.newBuilder().setChannelId(ID);
    event.getJoinedBuilder().setUserId(userId);
    return new LogEvent(offset, event.build());
  }

  static LogSlice slice(long from, LogEvent... events) {
    return new LogSlice(true, from, List.of(events));
  }

  /** Events that follow each other, sent by somebody at another server. */
  static LogEvent[] messages(long first, long last) {
    LogEvent[] events = new LogEvent[(int) (last - first + 1)];
    for (int i = 0; i < events.length; i++) {
      events[i] = message(first + i, "far");
    }
    return events;
  }

  /** An event has arrived; answers whether some before it are missing. */
  boolean arrive(LogEvent event) {
    return replica.onEvent(event, null, now());
  }

  void arrive(long first, long last) {
    List.of(messages(first, last)).forEach(this::arrive);
  }

  /** A member comes that has nothing of the channel. */
  void enter(Session session, long offset) {
    replica.enter(session, new CatchUp(facts(offset), null, slice(offset + 1), List.of()));
  }

  @Nullable Joined takeSeat(Session session) {
    Joined joined = new Joined(false, EPOCH, 0, 0, null, 0, 0);
    FakeLink link = TestDomain.linkOf(session);
    return replica.takeSeat(
        session, new SeatRequest(link, new Entered(joined, 0, 0), null, missed::add));
  }

  /** A user logs in and has a seat behind an offset. */
  Session seated(String userId, long offset) {
    Session session = domain.login(userId);
    enter(session, offset);
    takeSeat(session);
    return session;
  }

  /** What a client says that has everything up to an offset, of attributes and locks too. */
  static ChannelPosition since(long epoch, long offset) {
    return TestDomain.position(ID, epoch, offset).toBuilder()
        .setAttributesRevision(2)
        .setLocksRevision(1)
        .build();
  }

  static List<Long> offsets(FakeLink link) {
    return link.publications().stream().map(Publication::getOffset).toList();
  }

  static List<Long> offsets(Session session) {
    return offsets(TestDomain.linkOf(session));
  }

  /** The member counts that a connection was told. */
  static List<Integer> counts(FakeLink link) {
    return link.pushes().stream()
        .filter(Push::hasMemberCount)
        .map(push -> push.getMemberCount().getMemberCount())
        .toList();
  }
}
