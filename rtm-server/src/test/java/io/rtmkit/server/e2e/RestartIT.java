package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged server is killed and started again under clients that are logged in. */
class RestartIT {
  private final int port = FreePort.find();
  private ServerProcess server;
  private SdkUser alice;
  private SdkUser bob;
  private RtmChannel room;

  @BeforeEach
  void start() {
    server = ServerProcess.start(port);
    alice = SdkUser.login("alice", server.address());
    bob = SdkUser.login("bob", server.address());
    room = alice.join("room");
    bob.join("room");
    assertThat(SdkUser.await(alice.toPeer("bob", "before"))).isZero();
  }

  @AfterEach
  void stop() {
    alice.close();
    bob.close();
    server.close();
  }

  @Test
  void clientsComeBackByThemselvesAfterKillMinusNine() {
    server.kill();
    alice.await("state 4/5");
    bob.await("state 4/5");
    CompletableFuture<Integer> meanwhile = alice.toPeer("bob", "while it was down");
    server = ServerProcess.start(port);
    alice.await(4, "state");
    bob.await(4, "state");
    assertThat(SdkUser.await(meanwhile)).isIn(0, 3); // bob may come back after alice
    awaitRejoined();
    for (int i = 0; i < 20; i++) {
      assertThat(SdkUser.await(alice.toPeer("bob", "after " + i))).isZero();
      assertThat(SdkUser.await(alice.toChannel(room, "after " + i))).isZero();
    }
    bob.await("peer alice: after 19");
    bob.await("channel alice: after 19");
    assertThat(alice.events("state"))
        .containsExactly("state 2/1", "state 3/2", "state 4/5", "state 3/2");
    assertThat(bob.events("peer")).doesNotHaveDuplicates();
    assertThat(bob.events("channel")).hasSize(20).doesNotHaveDuplicates();
    assertThat(bob.events("reset")).hasSize(1); // the channel began anew, and this is told
  }

  /** Until both are in the channel again, a message to it may find nobody. */
  private void awaitRejoined() {
    alice.await(1, "reset");
    bob.await(1, "reset");
  }

  @Test
  void aStopIsADrainAndNoFailure() {
    assertThat(server.terminate()).isZero();
    alice.await("state 4/5");
    server = ServerProcess.start(port);
    alice.await(4, "state");
    bob.await(4, "state");
    assertThat(SdkUser.await(alice.toPeer("bob", "after"))).isZero();
    bob.await("peer alice: after");
  }

  @Test
  void saysWhereItListensAndHowToStop() {
    assertThat(String.join("\n", server.output())).contains("ready in");
    assertThat(server.output().get(0)).startsWith("rtm-server ");
  }
}
