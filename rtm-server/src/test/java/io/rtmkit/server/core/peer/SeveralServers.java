package io.rtmkit.server.core.peer;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.toPeer;

import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.server.core.SlowStore;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Peer messages of one server among several, without the others. */
final class SeveralServers {
  private static final UserKey FAR = new UserKey(TestDomain.APP, "far");

  final TestDomain domain = new TestDomain(Map.of("session.inbox-messages", "3"));
  final SlowStore store = new SlowStore();
  final Routes routes = new Routes();
  final PeerReceivers messages = new PeerReceivers(domain.sessions, store, routes, domain.clock);
  final PeerMessages peers =
      new PeerMessages(
          domain.sessions, store, messages, Observers.none(domain.clock), domain.clock, null);
  final List<Outcome> answers = new ArrayList<>();

  /** What the servers were told of what came through them. */
  final List<String> remote = new ArrayList<>();

  SeveralServers() {
    domain.sessions.addListener(messages);
  }

  /** The ways to other servers: keeps what goes there. */
  static final class Routes implements PeerRoutes {
    final List<RoutedMessage> sent = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    final List<Stored> places = new ArrayList<>();
    final List<Runnable> waiting = new ArrayList<>();
    boolean online;
    boolean unstored;

    @Override
    public void send(RoutedMessage message, @Nullable Stored stored) {
      sent.add(message);
      String how = stored == null ? "not stored" : "stored";
      log.add(message.message().messageId() + " to " + message.receiver().userId() + " " + how);
      if (stored != null) {
        places.add(stored);
      }
    }

    @Override
    public boolean hasLaterSession(UserKey sender, long epoch) {
      return false;
    }

    @Override
    public boolean hasWay(UserKey sender, UserKey receiver) {
      return false;
    }

    @Override
    public boolean hasUnstoredWay(UserKey sender, UserKey receiver) {
      return unstored;
    }

    @Override
    public void storeInTurn(RoutedMessage message, Storing storing) {
      log.add(message.message().messageId() + " waits");
      waiting.add(
          () ->
              storing.begin(
                  stored -> {
                    if (stored != null) {
                      send(message, stored);
                    }
                  }));
    }

    @Override
    public @Nullable RoutedMessage find(Predicate<RoutedMessage> wanted) {
      return sent.stream().filter(wanted).findFirst().orElse(null);
    }

    @Override
    public void findOnline(UserKey user, Answer<Boolean> answer) {
      log.add("asks for " + user.userId());
      answer.give(online);
    }
  }

  /** Something that another server stores for bob without a word to this one. */
  void storeElsewhere(long id) {
    Conversation conversation = Conversation.between(TestDomain.APP, FAR.userId(), "bob");
    StoredMessage message =
        new StoredMessage(
            FAR.userId(), id, kept(id).getContent(), domain.clock.currentTimeMillis());
    store.store(new StoreRequest(conversation, message, true, false, false));
    store.answerAll();
  }

  Session login(String userId) {
    Session session = domain.login(userId);
    store.answerAll();
    return session;
  }

  boolean arrive(long id, @Nullable Stored stored) {
    RemoteMessage message = new RemoteMessage(FAR, toPeer(id, "bob", "m" + id), 1_234);
    RemoteAnswer answer =
        new RemoteAnswer() {
          @Override
          public void answer(Outcome outcome) {
            remote.add(id + " answered " + outcome.code());
          }

          @Override
          public void moved(boolean sent) {
            remote.add(id + " moved " + sent);
          }

          @Override
          public void left(boolean sent) {
            remote.add(id + " left " + sent);
          }
        };
    return messages.deliverFrom(message, stored, answer);
  }

  static Stored at(long offset) {
    return new Stored(offset, offset - 1, 0, false);
  }

  void send(Session sender, PeerMessageRequest request) {
    peers.send(sender, request, domain.clock.nanoTime(), answers::add);
    store.answerAll();
  }

  List<Integer> codes() {
    return answers.stream().map(Outcome::code).toList();
  }

  static PeerMessageRequest kept(long id) {
    return toPeer(id, "bob", "m" + id).toBuilder().setEnableOfflineMessaging(true).build();
  }

  static PeerMessageRequest remembered(long id) {
    return toPeer(id, "bob", "m" + id).toBuilder().setEnableHistoricalMessaging(true).build();
  }

  static List<Long> ids(Session session) {
    return linkOf(session).peerMessageIds();
  }
}
