package io.rtmkit.server.handler;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.toChannel;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.SlowStore;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.channel.LocalChannels;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.session.Session;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages to channels that are kept for lost members: in which order members see them. */
class KeptChannelMessagesTest {
  private final SlowStore store = new SlowStore();
  private final TestDomain domain = new TestDomain(Map.of(), store);
  private final LimitsConfig limits = ServerConfig.defaults().limits();
  private final ChannelMessageHandler channels =
      new ChannelMessageHandler(
          new LocalChannels(domain.channels),
          domain.lostMembers,
          store,
          () -> limits,
          domain.clock,
          null);
  private final Session alice = enter("alice");
  private final Session bob = enter("bob");
  private final Session carol = enter("carol");
  private long messageId;

  private Session enter(String userId) {
    Session session = domain.login(userId);
    session.enterChannel("room");
    domain.join(session, "room", null);
    return session;
  }

  private void keep(Session sender, String text) {
    Request request =
        Request.newBuilder()
            .setPublish(
                toChannel(++messageId, "room", text).toBuilder().setEnableOfflineMessaging(true))
            .build();
    Client client = new Client(linkOf(sender), ServerConfig.defaults().rates().frames());
    channels.publish(
        new Call(client, request, sender, Telemetry.NONE, new RequestLog(domain.clock), 0));
  }

  private List<String> seenByCarol() {
    return linkOf(carol).pushes().stream()
        .filter(push -> push.getPublication().hasMessage())
        .map(push -> push.getPublication().getMessage().getContent().getPayload().toStringUtf8())
        .toList();
  }

  // A lost member gets them as they are stored: nobody must see them in another order.
  @Test
  void membersSeeThemInTheOrderInWhichTheyAreStored() {
    keep(alice, "one");
    store.answerAll(); // from now on the store knows the members
    keep(alice, "two");
    keep(bob, "three");
    store.answerNewestFirst();
    assertThat(seenByCarol()).containsExactly("one", "two", "three");
  }

  @Test
  void whatTheStoreRefusesHoldsNobodyUp() {
    store.refuseWrites(true);
    keep(alice, "refused");
    store.answerAll();
    store.refuseWrites(false);
    keep(bob, "two");
    store.answerAll();
    keep(alice, "three");
    store.answerAll();
    assertThat(seenByCarol()).containsExactly("two", "three");
  }
}
