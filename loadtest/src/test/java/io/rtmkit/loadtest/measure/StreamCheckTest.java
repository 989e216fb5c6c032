package io.rtmkit.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Planted faults are found, each as what it is. */
class StreamCheckTest {
  private static final int SIZE = 64;

  private final Measurement measurement = new Measurement();
  private final SentStream sent = new SentStream(7);
  private final StreamCheck check = new StreamCheck(measurement);
  private final List<byte[]> messages = new ArrayList<>();

  StreamCheckTest() {
    check.expect(sent);
    for (int i = 0; i < 5; i++) {
      Stamp stamp = sent.next(1_000 + i);
      messages.add(stamp.toBytes(SIZE));
      sent.accepted(stamp.sequence());
    }
  }

  private void receive(int... places) {
    for (int place : places) {
      check.received(ByteBuffer.wrap(messages.get(place)));
    }
  }

  private long count(String counter) {
    return measurement.counters().get(counter);
  }

  private void expect(long lost, long duplicated, long reordered, long corrupted) {
    check.conclude(sent);
    assertThat(count(Measurement.LOST)).as("lost").isEqualTo(lost);
    assertThat(count(Measurement.DUPLICATED)).as("duplicated").isEqualTo(duplicated);
    assertThat(count(Measurement.REORDERED)).as("reordered").isEqualTo(reordered);
    assertThat(count(Measurement.CORRUPTED)).as("corrupted").isEqualTo(corrupted);
  }

  @Test
  void findsNothingWrong() {
    receive(0, 1, 2, 3, 4);
    expect(0, 0, 0, 0);
  }

  @Test
  void findsALossInTheMiddleAndOneAtTheEnd() {
    receive(0, 2, 3);
    assertThat(check.hasAll(sent)).isFalse();
    expect(2, 0, 0, 0);
  }

  @Test
  void findsADuplicate() {
    receive(0, 1, 1, 2, 3, 4, 0);
    expect(0, 2, 0, 0);
  }

  @Test
  void findsWhatIsOutOfOrder() {
    receive(1, 0, 2, 4, 3);
    expect(0, 0, 2, 0);
  }

  @Test
  void findsADuplicateOfALateOne() {
    receive(1, 0, 0, 2, 3, 4);
    expect(0, 1, 1, 0);
  }

  @Test
  void findsAChangedByteAnywhere() {
    for (int i = 0; i < SIZE; i++) {
      byte[] changed = messages.get(0).clone();
      changed[i] ^= 1;
      assertThat(check.received(ByteBuffer.wrap(changed))).as("byte " + i).isNull();
    }
    receive(0, 1, 2, 3, 4);
    expect(0, 0, 0, SIZE);
  }

  @Test
  void findsAMessageForSomebodyElse() {
    check.received(ByteBuffer.wrap(new SentStream(8).next(0).toBytes(SIZE)));
    receive(0, 1, 2, 3, 4);
    expect(0, 0, 0, 1);
  }

  @Test
  void whatWasRefusedIsNotLost() {
    sent.next(0);
    Stamp accepted = sent.next(0);
    sent.accepted(accepted.sequence());
    receive(0, 1, 2, 3, 4);
    assertThat(check.hasAll(sent)).isFalse();
    check.received(ByteBuffer.wrap(accepted.toBytes(SIZE)));
    assertThat(check.hasAll(sent)).isTrue();
    expect(0, 0, 0, 0);
  }

  @Test
  void keepsTheIntendedTime() {
    Stamp stamp = check.received(ByteBuffer.wrap(messages.get(2)));
    assertThat(stamp).isEqualTo(new Stamp(7, 3, 1_002));
  }
}
