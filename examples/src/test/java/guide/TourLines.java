package guide;

import java.util.List;

/** What the tour prints where everything works. */
final class TourLines {
  static final List<String> EXPECTED =
      List.of(
          "alice: bob is 2",
          "alice: kept",
          "bob: alice says early, offline true",
          "alice: bob is 0",
          "bob: alice says late, offline false",
          "alice: delivered",
          "history [alice: late, alice: early]",
          "online true",
          "alice: bob joined",
          "bob: alice: welcome",
          "alice: welcome is with [bob]",
          "members 2",
          "alice: bob left",
          "lock of alice",
          "attributes [mood=busy]",
          "alice: it rings at bob",
          "bob: alice calls",
          "alice: bob says coming",
          "bob: on the line with alice",
          "accepted true",
          "alice: bob is 2");

  private TourLines() {}
}
