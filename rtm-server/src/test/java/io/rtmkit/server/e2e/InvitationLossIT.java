package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmCallManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Call invitations while connections break: both ends of each come out alike, and once. */
class InvitationLossIT {
  private static final int ROUNDS = 25;

  /** The callee's state for each end of the caller's. */
  private static final Map<Integer, Integer> ALIKE = Map.of(3, 4, 4, 3, 5, 5, 6, 6);

  private final Random random = new Random(20_230_917);
  private TestServer server;
  private FaultProxy toCaller;
  private FaultProxy toCallee;
  private SdkUser caller;
  private SdkUser callee;

  @BeforeEach
  void start() {
    server = TestServer.start(Map.of("rates.login", "1000/1s"));
    toCaller = new FaultProxy(server.port());
    toCallee = new FaultProxy(server.port());
    caller = SdkUser.login("caller", toCaller.address());
    callee = SdkUser.login("callee", toCallee.address());
  }

  @AfterEach
  void stop() {
    caller.close();
    callee.close();
    toCaller.close();
    toCallee.close();
    server.close();
  }

  @Test
  void bothSidesEndAlikeAndOnceWhateverIsLost() {
    RtmCallManager atCaller = caller.client().getRtmCallManager();
    RtmCallManager atCallee = callee.client().getRtmCallManager();
    for (int round = 1; round <= ROUNDS; round++) {
      LocalInvitation local = atCaller.createLocalInvitation("callee");
      atCaller.sendLocalInvitation(local, null);
      RemoteInvitation remote = callee.nextCall();
      List<CompletableFuture<Integer>> answers = new ArrayList<>();
      for (Runnable move :
          moves(
              () -> answers.add(SdkUser.start(cb -> atCaller.cancelLocalInvitation(local, cb))),
              () -> answers.add(SdkUser.start(cb -> atCallee.acceptRemoteInvitation(remote, cb))),
              () ->
                  answers.add(SdkUser.start(cb -> atCallee.refuseRemoteInvitation(remote, cb))))) {
        move.run();
      }
      caller.await(round, "ended");
      callee.await(round, "ended");
      answers.forEach(answer -> assertThat(SdkUser.await(answer)).isIn(0, 3, 4));
      assertThat(ALIKE).containsEntry(local.getState(), remote.getState());
    }
    assertThat(caller.events("ended")).hasSize(ROUNDS);
    assertThat(callee.events("ended")).hasSize(ROUNDS);
    assertThat(caller.events("state")).contains("state 4/5");
    assertThat(callee.events("state")).contains("state 4/5");
  }

  /** Some of the moves, at least one, and in two of three rounds a lost connection among them. */
  private List<Runnable> moves(Runnable... calls) {
    List<Runnable> moves = new ArrayList<>(List.of(calls));
    Collections.shuffle(moves, random);
    moves = new ArrayList<>(moves.subList(0, 1 + random.nextInt(moves.size())));
    switch (random.nextInt(3)) {
      case 0 -> moves.add(random.nextInt(moves.size() + 1), toCaller::cut);
      case 1 -> moves.add(random.nextInt(moves.size() + 1), toCallee::cut);
      default -> {} // nothing is lost
    }
    return moves;
  }
}
