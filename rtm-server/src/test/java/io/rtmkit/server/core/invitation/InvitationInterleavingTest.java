package io.rtmkit.server.core.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random interleavings of two clients that call each other, answer, take back, lose their
 * connections for moments or for good, lose acknowledgements and replies, and let time pass: both
 * ends of every invitation end alike, with exactly one final callback each.
 */
class InvitationInterleavingTest {
  private static final int MOVES = 60;

  /** Longest absence: it loses a session, and is back before a client gives up by itself. */
  private static final long LONGEST_ABSENCE_MS = 34_000;

  private final TestDomain domain = new TestDomain();
  private final List<Phone> phones = List.of(new Phone(domain, "alice"), new Phone(domain, "bob"));
  private final long[] lostAt = new long[2];

  /** Calls whose answer was lost; asked again after the return. */
  private final List<List<Runnable>> unanswered = List.of(new ArrayList<>(), new ArrayList<>());

  private long nextNumber = 1;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 2_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothEndsEndAlike(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < MOVES; i++) {
      move(random.nextInt(2), random);
      pass(random.nextInt(4) == 0 ? random.nextInt(8_000) : random.nextInt(300));
    }
    comeBack(0);
    comeBack(1);
    for (int i = 0; i < 100; i++) {
      pass(1_000);
      phones.forEach(Phone::read);
    }
    check();
  }

  private void move(int who, Random random) {
    Phone phone = phones.get(who);
    if (phone.link == null) {
      if (random.nextBoolean()) {
        comeBack(who);
      }
      return;
    }
    switch (random.nextInt(9)) {
      case 0, 1 -> call(who);
      case 2 -> onOpenOne(phone, random, number -> ask(who, random, cancelling(phone, number)));
      case 3, 4 -> onOpenOne(phone, random, number -> ask(who, random, answering(who, number)));
      case 5 -> lose(who);
      case 6 -> phone.take(); // the acknowledgement comes later, or never
      default -> phone.read();
    }
  }

  private interface OnNumber {
    void accept(long number);
  }

  private static void onOpenOne(Phone phone, Random random, OnNumber action) {
    List<Long> open = phone.open.stream().sorted().toList();
    if (!open.isEmpty()) {
      action.accept(open.get(random.nextInt(open.size())));
    }
  }

  private void call(int who) {
    // Even numbers are alice's, odd ones bob's, so that a number names one invitation.
    long number = 2 * nextNumber++ + who;
    phones.get(who).call(number, phones.get(1 - who).userId);
  }

  /** A call of which the client may never hear: then it asks again. */
  private interface Ask {
    int code(boolean again);
  }

  private void ask(int who, Random random, Ask ask) {
    assertThat(ask.code(false)).isIn(0, 3, 4);
    if (random.nextInt(4) == 0) {
      lose(who);
      unanswered.get(who).add(() -> assertThat(ask.code(true)).isIn(0, 3, 4));
    }
  }

  private static Ask cancelling(Phone phone, long number) {
    return again -> phone.cancel(number, again);
  }

  private Ask answering(int who, long number) {
    Phone phone = phones.get(who);
    boolean accept = number % 3 != 0;
    return again -> phone.answer(number, phones.get(1 - who).userId, accept, again);
  }

  private void lose(int who) {
    phones.get(who).lose();
    lostAt[who] = domain.clock.currentTimeMillis();
  }

  private void comeBack(int who) {
    if (phones.get(who).link == null) {
      phones.get(who).comeBack();
      unanswered.get(who).forEach(Runnable::run);
      unanswered.get(who).clear();
    }
  }

  private void pass(long ms) {
    long now = domain.clock.currentTimeMillis();
    for (int who = 0; who < 2; who++) {
      if (phones.get(who).link == null && now + ms - lostAt[who] > LONGEST_ABSENCE_MS) {
        comeBack(who);
      }
    }
    FakeLink[] alive =
        phones.stream().map(phone -> phone.link).filter(l -> l != null).toArray(FakeLink[]::new);
    domain.pass(Duration.ofMillis(ms), alive);
  }

  private void check() {
    Set<Long> numbers = new HashSet<>();
    phones.forEach(phone -> numbers.addAll(phone.ends.keySet()));
    for (long number : numbers) {
      Phone caller = phones.get((int) (number % 2));
      Phone callee = phones.get((int) (1 - number % 2));
      assertThat(caller.ends.get(number)).as("ends at the caller of %d", number).hasSize(1);
      if (callee.ends.containsKey(number)) {
        assertThat(callee.ends.get(number)).as("%d", number).isEqualTo(caller.ends.get(number));
      } else {
        // Never rang there.
        assertThat(caller.ends.get(number).get(0)).isIn("FAILED", "CANCELED");
      }
    }
    assertThat(Stream.concat(phones.get(0).open.stream(), phones.get(1).open.stream())).isEmpty();
  }
}
