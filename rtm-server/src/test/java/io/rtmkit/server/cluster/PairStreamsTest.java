package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.session.UserKey;
import org.junit.jupiter.api.Test;

/** The numbers of what one user sends another, as long as something is on its way. */
class PairStreamsTest {
  private static final UserKey ALICE = new UserKey("app", "alice");
  private static final UserKey BOB = new UserKey("app", "bob");
  private static final UserKey CAROL = new UserKey("app", "carol");

  private final PairStreams streams = new PairStreams();

  @Test
  void numbersGoOnWhileSomethingIsOnItsWay() {
    PairStreams.Place first = streams.next(ALICE, BOB);
    PairStreams.Place second = streams.next(ALICE, BOB);
    streams.done(ALICE, BOB, first);
    PairStreams.Place third = streams.next(ALICE, BOB);
    assertThat(second.stream()).isEqualTo(first.stream());
    assertThat(third.stream()).isEqualTo(first.stream());
    assertThat(first.number()).isEqualTo(1);
    assertThat(second.number()).isEqualTo(2);
    assertThat(third.number()).isEqualTo(3);
  }

  @Test
  void eachPairHasAStreamOfItsOwnAndADirection() {
    long stream = streams.next(ALICE, BOB).stream();
    assertThat(streams.next(ALICE, CAROL)).matches(place -> place.stream() != stream);
    assertThat(streams.next(BOB, ALICE)).matches(place -> place.number() == 1);
    assertThat(streams.next(ALICE, BOB)).isEqualTo(new PairStreams.Place(stream, 2));
  }

  @Test
  void whenNothingIsOnItsWayANewStreamBegins() {
    PairStreams.Place first = streams.next(ALICE, BOB);
    streams.done(ALICE, BOB, first);
    PairStreams.Place next = streams.next(ALICE, BOB);
    assertThat(next.number()).isEqualTo(1);
    assertThat(next.stream()).isNotEqualTo(first.stream());
    streams.done(ALICE, BOB, first); // again: is not the first of the new stream
    assertThat(streams.next(ALICE, BOB)).isEqualTo(new PairStreams.Place(next.stream(), 2));
  }

  @Test
  void theLowestIsTheOldestThatIsOnItsWay() {
    PairStreams.Place first = streams.next(ALICE, BOB);
    PairStreams.Place second = streams.next(ALICE, BOB);
    PairStreams.Place third = streams.next(ALICE, BOB);
    assertThat(streams.lowest(ALICE, BOB, third)).isEqualTo(1);
    streams.done(ALICE, BOB, second);
    assertThat(streams.lowest(ALICE, BOB, third)).isEqualTo(1);
    streams.done(ALICE, BOB, first);
    assertThat(streams.lowest(ALICE, BOB, third)).isEqualTo(3);
    streams.done(ALICE, BOB, third);
    streams.next(ALICE, BOB);
    assertThat(streams.lowest(ALICE, BOB, third)).isEqualTo(3); // its stream is over
  }
}
