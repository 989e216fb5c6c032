package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers of what one user sends another, as long as something is on its way. */
class PairStreamsTest {
  private static final UserKey ALICE = new UserKey("app", "alice");
  private static final UserKey BOB = new UserKey("app", "bob");
  private static final UserKey CAROL = new UserKey("app", "carol");

  private final PairStreams streams = new PairStreams();
  private final List<String> turns = new ArrayList<>();
  private final List<PairStreams.Place> places = new ArrayList<>();

  private PairStreams.Place next() {
    return streams.next(ALICE, BOB, false);
  }

  private void nextToStore(String name) {
    streams.nextToStore(
        ALICE,
        BOB,
        place -> {
          turns.add(name);
          places.add(place);
        });
  }

  @Test
  void numbersGoOnWhileSomethingIsOnItsWay() {
    PairStreams.Place first = next();
    PairStreams.Place second = next();
    streams.done(first);
    PairStreams.Place third = next();
    assertThat(second.stream()).isEqualTo(first.stream());
    assertThat(third.stream()).isEqualTo(first.stream());
    assertThat(first.number()).isEqualTo(1);
    assertThat(second.number()).isEqualTo(2);
    assertThat(third.number()).isEqualTo(3);
  }

  @Test
  void eachPairHasAStreamOfItsOwnAndADirection() {
    long stream = next().stream();
    assertThat(streams.next(ALICE, CAROL, false)).matches(place -> place.stream() != stream);
    assertThat(streams.next(BOB, ALICE, false)).matches(place -> place.number() == 1);
    assertThat(next()).matches(place -> place.stream() == stream && place.number() == 2);
  }

  @Test
  void whenNothingIsOnItsWayForLongANewStreamBegins() {
    PairStreams.Place first = next();
    streams.tidy();
    streams.tidy();
    streams.done(first);
    streams.tidy();
    PairStreams.Place second = next();
    assertThat(second).matches(it -> it.stream() == first.stream() && it.number() == 2);
    streams.done(second);
    streams.tidy();
    assertThat(streams.size()).isEqualTo(1);
    streams.tidy();
    assertThat(streams.size()).isZero();
    PairStreams.Place next = next();
    assertThat(next.number()).isEqualTo(1);
    assertThat(next.stream()).isNotEqualTo(first.stream());
    streams.done(first); // again: is not the first of the new stream
    assertThat(next()).matches(third -> third.stream() == next.stream() && third.number() == 2);
  }

  @Test
  void theLowestIsTheOldestThatIsOnItsWay() {
    PairStreams.Place first = next();
    PairStreams.Place second = next();
    PairStreams.Place third = next();
    assertThat(streams.lowest(third)).isEqualTo(1);
    streams.done(second);
    assertThat(streams.lowest(third)).isEqualTo(1);
    streams.done(first);
    assertThat(streams.lowest(third)).isEqualTo(3);
    streams.done(third);
    assertThat(streams.isOpen(ALICE, BOB)).isFalse();
    next();
    assertThat(streams.isOpen(ALICE, BOB)).isTrue();
    assertThat(streams.lowest(third)).isEqualTo(4);
  }

  @Test
  void onlyWhatIsNotStoredIsWaitedFor() {
    assertThat(streams.isUnstoredOpen(ALICE, BOB)).isFalse();
    PairStreams.Place stored = streams.next(ALICE, BOB, true);
    assertThat(streams.isOpen(ALICE, BOB)).isTrue();
    assertThat(streams.isUnstoredOpen(ALICE, BOB)).isFalse();
    PairStreams.Place live = next();
    assertThat(streams.isUnstoredOpen(ALICE, BOB)).isTrue();
    assertThat(streams.isUnstoredOpen(BOB, ALICE)).isFalse();
    nextToStore("first");
    streams.done(stored);
    assertThat(turns).isEmpty();
    streams.done(live);
    assertThat(turns).containsExactly("first");
  }

  @Test
  void whatIsToBeStoredIsStoredAtOnceIfNothingIsBeforeIt() {
    nextToStore("first");
    assertThat(turns).containsExactly("first");
    nextToStore("second");
    assertThat(turns).as("the first is not stored yet").containsExactly("first");
    streams.stored(places.get(0));
    assertThat(turns).containsExactly("first", "second");
    assertThat(streams.lowest(places.get(1))).as("the first has no answer yet").isEqualTo(1);
  }

  @Test
  void whatCouldNotBeStoredLetsTheNextGoOn() {
    nextToStore("first");
    PairStreams.Place live = next();
    nextToStore("second");
    streams.done(places.get(0));
    assertThat(turns).as("what is not stored is before it").containsExactly("first");
    streams.done(live);
    assertThat(turns).containsExactly("first", "second");
    streams.done(places.get(1));
    assertThat(streams.isOpen(ALICE, BOB)).isFalse();
  }

  @Test
  void whatFollowsHasANumberBehindWhatIsToBeStored() {
    PairStreams.Place live = next();
    nextToStore("first");
    PairStreams.Place after = next();
    assertThat(after.number()).isEqualTo(3);
    streams.done(live);
    assertThat(streams.lowest(after)).isEqualTo(2);
    streams.stored(places.get(0));
    assertThat(streams.lowest(after)).isEqualTo(2);
    streams.done(places.get(0));
    assertThat(streams.lowest(after)).isEqualTo(3);
  }
}
