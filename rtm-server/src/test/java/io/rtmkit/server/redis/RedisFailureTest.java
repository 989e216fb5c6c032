package io.rtmkit.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What a failed call says: whether it was done, and whether to try again. One thread. */
class RedisFailureTest {
  private static RedisFailure reply(String text) {
    return RedisFailure.of(new RedisCommandExecutionException(text));
  }

  @Test
  void whatWasNotAnsweredMayHaveBeenDone() {
    assertThat(RedisFailure.of(new RedisCommandTimeoutException("Command timed out")))
        .isEqualTo(RedisFailure.UNANSWERED);
    assertThat(RedisFailure.of(new CompletionException(new IOException("Connection reset"))))
        .isEqualTo(RedisFailure.UNANSWERED);
    assertThat(RedisFailure.of(new RedisException("Connection disconnected")))
        .isEqualTo(RedisFailure.UNANSWERED);
    assertThat(RedisFailure.UNANSWERED.maybeDone()).isTrue();
    assertThat(RedisFailure.UNANSWERED.repeatable()).isTrue();
  }

  @Test
  void whatWasNotSentWasNotDone() {
    RedisFailure failure =
        RedisFailure.of(new RedisException("Currently not connected. Commands are rejected."));

    assertThat(failure).isEqualTo(RedisFailure.NOT_SENT);
    assertThat(failure.maybeDone()).isFalse();
  }

  @Test
  void aRedisThatIsNotReadyIsAskedAgain() {
    assertThat(reply("LOADING Redis is loading the dataset in memory"))
        .isEqualTo(RedisFailure.NOT_READY);
    assertThat(reply("READONLY You can't write against a read only replica."))
        .isEqualTo(RedisFailure.NOT_READY);
    assertThat(
            reply(
                "ERR Error running script (call to f_6): @user_script:3: -NOREPLICAS Not enough good replicas to write."))
        .isEqualTo(RedisFailure.NOT_READY);
  }

  @Test
  void aRedisThatIsFullOrForbidsItIsNotAskedAgain() {
    assertThat(reply("OOM command not allowed when used memory > 'maxmemory'."))
        .isEqualTo(RedisFailure.FULL);
    assertThat(
            reply(
                "ERR Error running script (call to f_6): @user_script:3: -OOM command not allowed when used memory > 'maxmemory'."))
        .isEqualTo(RedisFailure.FULL);
    assertThat(reply("NOPERM this user has no permissions to run the 'evalsha' command"))
        .isEqualTo(RedisFailure.REJECTED);
    assertThat(RedisFailure.FULL.maybeDone()).isFalse();
    assertThat(RedisFailure.FULL.repeatable()).isFalse();
  }

  @Test
  void whatNoReplicaConfirmedWasDoneAndIsNotRepeated() {
    RedisFailure failure =
        RedisFailure.of(new CompletionException(new ReplicaWrites.UnconfirmedException()));

    assertThat(failure).isEqualTo(RedisFailure.UNCONFIRMED);
    assertThat(failure.maybeDone()).isTrue();
    assertThat(failure.repeatable()).isFalse();
  }

  @Test
  void aSlotThatIsElsewhereIsAskedAgain() {
    assertThat(reply("MOVED 3999 127.0.0.1:6381")).isEqualTo(RedisFailure.NOT_READY);
    assertThat(reply("ASK 3999 127.0.0.1:6381")).isEqualTo(RedisFailure.NOT_READY);
  }

  @Test
  void aScriptThatBrokeMayHaveDoneHalf() {
    assertThat(reply("WRONGTYPE Operation against a key")).isEqualTo(RedisFailure.BROKEN);
    assertThat(RedisFailure.BROKEN.maybeDone()).isTrue();
    assertThat(RedisFailure.BROKEN.repeatable()).isFalse();
  }
}
