package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ScriptBench.ALICE;
import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What becomes of invitations. One thread. */
interface InvitationScriptsContract {
  long NUMBER = -9_007_199_254_740_993L;

  ScriptBench bench();

  private static InvitationRecord invitation(String state, String response) {
    return new InvitationRecord(
        ALICE, NUMBER, "sid", "bob", "{room}", "come", response, state, "", -3, 4, 77, 78, 79);
  }

  /** As it is with what Redis sets. */
  private static InvitationRecord withTimes(
      InvitationRecord given, long version, long sentMs, long sinceMs) {
    return new InvitationRecord(
        ALICE,
        NUMBER,
        given.callerSid(),
        given.calleeId(),
        given.channelId(),
        given.content(),
        given.response(),
        given.state(),
        given.accepterSid(),
        given.localError(),
        given.remoteError(),
        version,
        sentMs,
        sinceMs);
  }

  private PutInvitation put(InvitationRecord invitation) {
    PutInvitationScript put =
        new PutInvitationScript(bench().calls, bench().keys(), bench().operations);
    return bench().run(() -> put.run(invitation));
  }

  private SteppedInvitation step(long version, InvitationRecord next) {
    StepInvitationScript step =
        new StepInvitationScript(bench().calls, bench().keys(), bench().operations);
    return bench().run(() -> step.run(ALICE, NUMBER, version, next));
  }

  private PresentInvitation read() {
    return await(new ReadInvitationScript(bench().calls, bench().keys()).run(ALICE, NUMBER));
  }

  private long life() {
    return bench().left(bench().keys().invitation(ALICE, NUMBER, ""));
  }

  @Test
  default void anInvitationIsKept() {
    InvitationRecord given = invitation("SENT", "");

    PutInvitation put = put(given);

    long sent = put.present().sentMs();
    assertThat(put).isEqualTo(new PutInvitation(true, withTimes(given, 1, sent, sent)));
    assertThat(sent)
        .isBetween(System.currentTimeMillis() - 10_000, System.currentTimeMillis() + 10_000);
    assertThat(read().present()).isEqualTo(put.present());
    assertThat(read().nowMs()).isBetween(sent, sent + 10_000);
    assertThat(life()).isBetween(170_000L, 180_000L);
  }

  @Test
  default void aNumberIsUsedOnce() {
    PutInvitation first = put(invitation("SENT", ""));

    PutInvitation second = put(invitation("SENT", "another"));

    assertThat(second).isEqualTo(new PutInvitation(false, first.present()));
  }

  @Test
  default void oneStepWins() {
    PutInvitation put = put(invitation("SENT", ""));
    InvitationRecord accepted =
        new InvitationRecord(
            ALICE,
            NUMBER,
            "sid",
            "bob",
            "{room}",
            "come",
            "yes\n",
            "ACCEPTED",
            "s2",
            0,
            5,
            0,
            0,
            0);

    SteppedInvitation first = step(1, accepted);
    SteppedInvitation second = step(1, invitation("CANCELED", ""));

    assertThat(first.done()).isTrue();
    assertThat(first.present())
        .isEqualTo(withTimes(accepted, 2, put.present().sentMs(), first.present().sinceMs()));
    assertThat(first.present().sinceMs()).isGreaterThanOrEqualTo(put.present().sinceMs());
    assertThat(second).isEqualTo(new SteppedInvitation(false, first.present()));
    assertThat(step(2, invitation("ENDED", "")).present().version()).isEqualTo(3);
    assertThat(read().present().state()).isEqualTo("ENDED");
    assertThat(life()).isBetween(170_000L, 180_000L);
  }

  @Test
  default void whatIsNoMoreMakesNoStep() {
    assertThat(step(1, invitation("ACCEPTED", ""))).isEqualTo(new SteppedInvitation(false, null));
    assertThat(read().present()).isNull();
    assertThat(read().nowMs()).isPositive();
    assertThat(life()).isEqualTo(-2);
  }
}
