package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedBound;
import io.rtmkit.server.core.port.MissedQuery;
import io.rtmkit.server.core.port.PublishedOrder;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.Receipt;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Members that lost their session without leaving: the store remembers them, and at their next join
 * they get the messages that were kept for them. Thread-safe.
 */
public final class LostMembers implements SessionListener {
  /** Before a session ends as lost, this much may pass unseen beyond its grace time. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  /** A member to whom the messages it missed have been sent, and that has not acknowledged them. */
  private record CatchingUp(Session session, String channelId) {}

  private final MessageStore store;
  private final @Nullable PublishedOrder order;
  private final @Nullable PresentMembers present;
  private final Clock clock;
  private final Duration grace;
  private final long startedMs;
  private final UnreadChannels unread;

  private final Set<CatchingUp> catchingUp = ConcurrentHashMap.newKeySet();

  /**
   * Of a server.
   *
   * @param order in which messages of channels that several servers share were published; null if
   *     this server has its channels for itself
   */
  public LostMembers(
      MessageStore store,
      @Nullable PublishedOrder order,
      Channels channels,
      Clock clock,
      Duration grace) {
    this.store = store;
    this.order = order;
    // Should one of several servers go, the others see who is lost.
    this.present = order == null ? new PresentMembers(store, channels, clock) : null;
    this.clock = clock;
    this.grace = grace;
    this.startedMs = clock.currentTimeMillis();
    this.unread = new UnreadChannels(clock);
  }

  /**
   * Reads what a session that is about to join a channel missed of it. Does not fail: a store that
   * does not answer has {@link Missed#UNREAD} for everybody.
   *
   * @param sinceId the highest stored id that the client says it has; 0 if it says nothing
   */
  public CompletionStage<Missed> read(Session session, String channelId, long sinceId) {
    Conversation channel = conversation(session, channelId);
    return store
        .readMissed(new MissedQuery(channel, session.user().userId(), sinceId, startedMs, order))
        .handle(
            (missed, failure) -> {
              ChannelKey key = key(session, channelId);
              if (missed == null) {
                unread.onFailed(key, StoreException.of(failure));
                return Missed.UNREAD;
              }
              unread.onRead(key);
              return missed;
            });
  }

  /**
   * Whether a member must wait for a store that does not answer, so that it gets what it missed
   * ahead of the rest. Not for ever: then it is let in, and gets it at a later join.
   */
  public boolean mustWait(Session session, String channelId, Missed missed) {
    return missed.unread() && unread.mustWait(key(session, channelId));
  }

  /**
   * Puts what a session missed into its inbox, as far as the stream does not have it. The mark in
   * the store is renewed when the client has all of it, so that nothing is lost if the session is
   * lost before.
   *
   * @param bound of what the member is not sent otherwise
   * @param sinceMs from when on the member is told everything, Unix time
   * @return what the client has everything up to, before it gets these
   */
  public long deliver(
      Session session, String channelId, Missed missed, MissedBound bound, long sinceMs) {
    if (present != null) {
      present.add(key(session, channelId));
    }
    CatchingUp member = new CatchingUp(session, channelId);
    catchingUp.add(member);
    List<LogPage.Entry> entries = missed.within(bound);
    send(session, channelId, entries, missed.lost(), new AllReceived(member, missed, sinceMs));
    return entries.stream().mapToLong(entry -> entry.id() - 1).min().orElse(LogIds.first(sinceMs));
  }

  /**
   * A session that has missed nothing has joined.
   *
   * @param sinceMs before it joined, Unix time
   */
  public void note(Session session, String channelId, long sinceMs) {
    if (present != null) {
      present.note(session, channelId, sinceMs);
    }
  }

  private static void send(
      Session session, String channelId, List<LogPage.Entry> entries, long lost, Receipt receipt) {
    int last = entries.size() - 1;
    for (int i = 0; i <= last; i++) {
      LogPage.Entry entry = entries.get(i);
      long lostBefore = i == 0 ? lost : 0;
      session.deliver(
          offset -> Publications.encodeMissed(offset, channelId, entry, lostBefore),
          i == last ? receipt : Receipt.UNASKED);
    }
    if (entries.isEmpty()) {
      receipt.acknowledged();
    }
  }

  /**
   * A message is about to be kept for lost members.
   *
   * @param answer given when the store knows who could get lost
   */
  public void begin(ChannelKey channel, Answer<Void> answer) {
    if (present == null || present.isNoted(channel)) {
      answer.give(null);
      return;
    }
    Set<String> behind = new HashSet<>();
    for (CatchingUp member : catchingUp) {
      if (key(member.session(), member.channelId()).equals(channel)) {
        behind.add(member.session().user().userId());
      }
    }
    present.begin(channel, behind, answer);
  }

  /** The session left a channel on purpose. */
  public void onLeft(Session session, String channelId) {
    boolean behind = catchingUp.remove(new CatchingUp(session, channelId));
    if (behind || (present != null && present.isNoted(key(session, channelId)))) {
      forget(session, channelId);
    }
  }

  private void forget(Session session, String channelId) {
    store.forgetMember(conversation(session, channelId), session.user().userId());
  }

  @Override
  public void onMoved(Session session, Set<String> channels) {
    channels.forEach(channelId -> catchingUp.remove(new CatchingUp(session, channelId)));
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    long heardOfMs = lastHeardOfMs(grace);
    for (String channelId : takeLost(session, code, channels)) {
      markLost(session.user(), channelId, heardOfMs);
    }
  }

  /**
   * A session has ended: answers in which channels its user is lost, which the store is to know.
   */
  public Set<String> takeLost(Session session, CloseCode code, Set<String> channels) {
    Set<String> lost = new HashSet<>();
    for (String channelId : channels) {
      if (code != CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT) {
        onLeft(session, channelId);
      } else if (!catchingUp.remove(new CatchingUp(session, channelId))) {
        lost.add(channelId);
      }
    }
    return lost;
  }

  /** When a user was there for certain of whom nothing was heard for some time; Unix ms. */
  public long lastHeardOfMs(Duration silence) {
    return clock.currentTimeMillis() - silence.plus(SLACK).toMillis();
  }

  /** A user is lost in a channel; fails if the store does not take that. */
  public CompletionStage<Void> markLost(UserKey user, String channelId, long lastHeardOfMs) {
    return store.noteMembers(
        Conversation.of(user.appId(), channelId),
        List.of(user.userId()),
        MemberMark.lost(lastHeardOfMs));
  }

  /** Forgets channels that are gone; the store keeps the marks. Call it now and then. */
  public void tidy() {
    if (present != null) {
      present.tidy();
    }
    unread.tidy();
  }

  private static Conversation conversation(Session session, String channelId) {
    return Conversation.of(session.user().appId(), channelId);
  }

  private static ChannelKey key(Session session, String channelId) {
    return new ChannelKey(session.user().appId(), channelId);
  }

  /** The last of the missed messages is acknowledged, and so are those before it. */
  private final class AllReceived implements Receipt {
    private final CatchingUp member;
    private final boolean known;
    private final long sinceMs;

    AllReceived(CatchingUp member, Missed missed, long sinceMs) {
      this.member = member;
      this.known = !missed.unread();
      this.sinceMs = sinceMs;
    }

    @Override
    public void acknowledged() {
      // If it could not be read the old mark stays: at the next join it will be.
      if (known && catchingUp.remove(member)) {
        if (present == null) {
          forget(member.session(), member.channelId());
        } else {
          present.note(member.session(), member.channelId(), sinceMs);
        }
      }
    }

    @Override
    public void timedOut() {}

    @Override
    public void abandoned(boolean sent) {}
  }
}
