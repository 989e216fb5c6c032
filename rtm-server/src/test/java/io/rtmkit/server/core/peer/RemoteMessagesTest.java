package io.rtmkit.server.core.peer;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.session.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages that come through another server: what its server is told of them. */
class RemoteMessagesTest {
  private final SeveralServers servers = new SeveralServers();

  @Test
  void whoseReceiverIsNotHereIsAnsweredByNobody() {
    assertThat(servers.arrive(1, null)).isFalse();
    assertThat(servers.arrive(2, SeveralServers.at(1))).isFalse();
    assertThat(servers.remote).isEmpty();
    assertThat(servers.routes.log).isEmpty();
  }

  @Test
  void isAnsweredWhenTheClientHasIt() {
    Session bob = servers.login("bob");
    assertThat(servers.arrive(1, null)).isTrue();
    assertThat(SeveralServers.ids(bob)).containsExactly(1L);
    assertThat(linkOf(bob).pushes().get(0).getPeerMessage().getServerReceivedMs()).isEqualTo(1_234);
    assertThat(servers.remote).isEmpty();
    bob.acknowledge(1);
    assertThat(servers.remote).containsExactly("1 answered 0");
    servers.domain.sessions.end(bob, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(servers.remote).hasSize(1);
  }

  @Test
  void isAnsweredWhenTheInboxIsFullAndWhenTheTimeIsOver() {
    Session bob = servers.login("bob");
    servers.arrive(1, null);
    servers.arrive(2, null);
    servers.arrive(3, null);
    servers.arrive(4, null);
    assertThat(servers.remote).containsExactly("4 answered 1");
    servers.domain.pass(Duration.ofSeconds(10), linkOf(bob));
    assertThat(servers.remote)
        .containsExactly("4 answered 1", "1 answered 2", "2 answered 2", "3 answered 2");
  }

  @Test
  void theReceiverThatGoesIsLookedForByTheSendersServer() {
    Session bob = servers.login("bob");
    servers.arrive(1, null);
    servers.domain.sessions.detach(bob, linkOf(bob));
    servers.arrive(2, null);
    servers.domain.sessions.end(bob, CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT, "");
    assertThat(servers.remote).containsExactly("1 left true", "2 left false");
    Session again = servers.login("bob");
    servers.arrive(3, null);
    servers.domain.sessions.release(again, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    assertThat(servers.remote).hasSize(3).endsWith("3 moved true");
    assertThat(servers.routes.log).isEmpty(); // not sent on from here
  }

  @Test
  void whatIsHeldBehindTheQueueIsLookedForToo() {
    Session bob = servers.domain.login("bob"); // whose queue has not been read
    servers.arrive(1, null);
    assertThat(SeveralServers.ids(bob)).isEmpty();
    servers.domain.sessions.release(bob, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    Session again = servers.domain.login("bob");
    servers.arrive(2, null);
    servers.domain.sessions.end(again, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(servers.remote).containsExactly("1 moved false", "2 left false");
  }

  @Test
  void aStoredOneIsDeliveredInItsPlaceAndWaitsInTheQueueIfTheReceiverGoes() {
    Session bob = servers.login("bob");
    servers.arrive(1, SeveralServers.at(1));
    servers.arrive(2, SeveralServers.at(2));
    assertThat(SeveralServers.ids(bob)).containsExactly(1L, 2L);
    bob.acknowledge(1);
    assertThat(servers.remote).containsExactly("1 answered 0");
    servers.domain.sessions.end(bob, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(servers.remote).containsExactly("1 answered 0", "2 answered 4");
  }

  @Test
  void aStoredOneFollowsTheReceiverToAnotherServer() {
    Session bob = servers.login("bob");
    servers.arrive(1, SeveralServers.at(1));
    servers.domain.sessions.release(bob, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    assertThat(servers.remote).containsExactly("1 moved false");
    assertThat(servers.routes.log).isEmpty(); // the sender's server waits for the answer
  }
}
