package io.rtmkit.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order of channels with many messages, each seen by some of the members. */
class CheckOrderTest {
  private static final int SENDERS = 20;
  private static final int MESSAGES = 2_000;
  private static final int MEMBERS = 10;

  private final ForgedRun run = new ForgedRun();
  private final Random random = new Random(5);
  private final List<MessageId> order = new ArrayList<>();

  @BeforeEach
  void send() {
    for (int i = 0; i < MESSAGES; i++) {
      MessageId id = MessageId.toChannel("sender-" + i % SENDERS, "room", i);
      run.sends(id, 1, 0);
      order.add(id);
    }
  }

  private void tellSomeOf(List<MessageId> messages, String member) {
    messages.stream().filter(id -> random.nextInt(10) > 0).forEach(id -> run.tells(member, id, 2));
  }

  @Test
  void membersThatMissDifferentMessagesAgree() {
    for (int i = 0; i < MEMBERS; i++) {
      tellSomeOf(order, "member-" + i);
    }
    assertThat(run.verdict().violations()).isEmpty();
  }

  @Test
  void oneMemberThatSawTwoMessagesTheOtherWayRoundIsFound() {
    order.forEach(id -> run.tells("member", id, 2));
    List<MessageId> swapped = new ArrayList<>(order);
    Collections.swap(swapped, 700, 701);
    swapped.forEach(id -> run.tells("other", id, 2));
    assertThat(run.verdict().reordered()).isEqualTo(1);
    assertThat(run.verdict().violations().get(0).ids())
        .containsExactlyInAnyOrder(order.get(700).toString(), order.get(701).toString());
  }

  @Test
  void everyPlaceIsCounted() {
    order.forEach(id -> run.tells("member", id, 2));
    List<MessageId> swapped = new ArrayList<>(order);
    for (int i = 0; i < MESSAGES - 1; i += 100) {
      Collections.swap(swapped, i, i + 1);
    }
    swapped.forEach(id -> run.tells("other", id, 2));
    assertThat(run.verdict().reordered()).isEqualTo(MESSAGES / 100);
  }
}
