package io.rtmkit.server.core;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.attribute.AttributeLimits;
import io.rtmkit.server.core.attribute.UserAttributes;
import io.rtmkit.server.core.channel.ChannelRules;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.channel.Entered;
import io.rtmkit.server.core.channel.Joined;
import io.rtmkit.server.core.channel.LostMembers;
import io.rtmkit.server.core.channel.PublishOrder;
import io.rtmkit.server.core.channel.SeatRequest;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.event.UserEvents;
import io.rtmkit.server.core.invitation.InvitationRules;
import io.rtmkit.server.core.invitation.Invitations;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.lane.ManualLoop;
import io.rtmkit.server.core.peer.PeerMessageAnswer;
import io.rtmkit.server.core.peer.PeerMessages;
import io.rtmkit.server.core.peer.PeerReceivers;
import io.rtmkit.server.core.peer.PeerRoutes;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.port.SendCheck;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.presence.Presence;
import io.rtmkit.server.core.session.BanStore;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionIdentity;
import io.rtmkit.server.core.session.SessionRules;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.store.StoreRules;
import io.rtmkit.server.store.memory.MemoryMessageStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The domain on fake connections of two lanes and a clock that tests move. */
public final class TestDomain {
  public static final String APP = "0123456789abcdef0123456789abcdef";

  public final ManualClock clock = new ManualClock();
  public final List<ManualLoop> loops = List.of(new ManualLoop(0), new ManualLoop(1));
  public final Events events = new Events(clock);
  private final Observers observers = new Observers(events, Telemetry.NONE);
  public final Sessions sessions;
  public final Channels channels;
  public final UserAttributes userAttributes;
  public final MessageStore store;
  public final LostMembers lostMembers;
  public final PeerReceivers receivers;
  public final PeerMessages peers;
  public final Presence presence;
  public final Invitations invitations;
  public final Moderation moderation;
  private int links;

  public TestDomain() {
    this(Map.of());
  }

  /** Creates a domain with some settings other than the defaults. */
  public TestDomain(Map<String, String> settings) {
    this(settings, null);
  }

  /** Creates a domain with a store, or with one in memory. */
  public TestDomain(Map<String, String> settings, @Nullable MessageStore given) {
    this(settings, given, null);
  }

  /** Creates a domain in which somebody is asked before a message takes effect. */
  public TestDomain(
      Map<String, String> settings, @Nullable MessageStore given, @Nullable SendCheck check) {
    ServerConfig config = ServerConfig.defaultsWith(settings);
    SessionRules rules = new SessionRules(config.session(), config.limits(), config.rates());
    sessions = new Sessions(rules, clock, config.token().willExpireLead().toMillis());
    Revisions revisions = new Revisions(clock);
    channels =
        new Channels(ChannelRules.of(config, 1 << 30, loops.size()), revisions, observers, clock);
    sessions.addListener(channels);
    sessions.addListener(new UserEvents(events));
    userAttributes =
        new UserAttributes(sessions, AttributeLimits.ofUser(config.attributes()), revisions);
    sessions.addListener(userAttributes);
    StoreRules storeRules = new StoreRules(config.offline(), config.history());
    store = given == null ? new MemoryMessageStore(storeRules, clock) : given;
    lostMembers = new LostMembers(store, null, channels, clock, config.session().grace());
    sessions.addListener(lostMembers);
    receivers = new PeerReceivers(sessions, store, PeerRoutes.NONE, clock);
    sessions.addListener(receivers);
    peers = new PeerMessages(sessions, store, receivers, observers, clock, check);
    presence = new Presence(sessions, config.presence().watched());
    sessions.addListener(presence);
    invitations =
        new Invitations(
            sessions, new InvitationRules(config.invitation(), config.session()), observers, clock);
    sessions.addListener(invitations);
    moderation = new Moderation(sessions, BanStore.inMemory(), clock);
    sessions.addListener(moderation);
  }

  /** A new connection; they take turns on the lanes. */
  public FakeLink link() {
    return new FakeLink(loops.get(links++ % loops.size()), clock);
  }

  /** Lets time pass in steps of half a second, in which these connections are heard from. */
  public void pass(Duration time, FakeLink... alive) {
    Duration step = Duration.ofMillis(500);
    for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(step)) {
      clock.advance(left.compareTo(step) < 0 ? left : step);
      List.of(alive).forEach(FakeLink::heard);
      sessions.tick();
      channels.tick();
      invitations.tick();
    }
  }

  public Session login(String userId, FakeLink link) {
    return login(new UserKey(APP, userId), null, link);
  }

  /**
   * Logs a user in.
   *
   * @param replaced the key of a lost session that the client tried to resume, if it did
   */
  public Session login(UserKey user, @Nullable ResumeKey replaced, FakeLink link) {
    long nowMs = clock.currentTimeMillis();
    return sessions.open(new SessionIdentity(user, sessions.newKey(), replaced, 0, nowMs), link);
  }

  /** Enters a session into a channel and gives it a seat. */
  public Joined join(Session session, String channelId, @Nullable ChannelPosition since) {
    Entered entered = channels.enter(session, channelId);
    SeatRequest seat = new SeatRequest(linkOf(session), entered, since, missed -> {});
    return Objects.requireNonNull(channels.takeSeat(session, channelId, seat));
  }

  public Session login(String userId) {
    return login(userId, link());
  }

  /** Sends a message that arrives now. */
  public void send(Session sender, PeerMessageRequest message, PeerMessageAnswer answer) {
    peers.send(sender, message, clock.nanoTime(), answer);
  }

  /** Sends a message again; it arrives now. */
  public void sendAgain(Session sender, PeerMessageRequest message, PeerMessageAnswer answer) {
    peers.sendAgain(sender, message, clock.nanoTime(), answer);
  }

  public static FakeLink linkOf(Session session) {
    return (FakeLink) session.link();
  }

  public static Content text(String text) {
    return Content.newBuilder()
        .setType(MessageType.MESSAGE_TYPE_TEXT)
        .setPayload(ByteString.copyFromUtf8(text))
        .build();
  }

  public static PeerMessageRequest toPeer(long id, String peerId, String text) {
    return PeerMessageRequest.newBuilder()
        .setMessageId(id)
        .setPeerId(peerId)
        .setContent(text(text))
        .build();
  }

  public static PublishRequest toChannel(long id, String channelId, String text) {
    return PublishRequest.newBuilder()
        .setMessageId(id)
        .setChannelId(channelId)
        .setContent(text(text))
        .build();
  }

  /** A message that is not kept for anybody. */
  public static PublishOrder order(PublishRequest request) {
    return new PublishOrder(request, 0, 0);
  }

  /** What a client says of a channel when it comes back. */
  public static ChannelPosition position(String channelId, long epoch, long offset) {
    return ChannelPosition.newBuilder()
        .setChannelId(channelId)
        .setEpoch(epoch)
        .setOffset(offset)
        .build();
  }
}
