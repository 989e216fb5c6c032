package io.rtmkit.loadtest.invite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many of a hundred calls are accepted, refused and canceled. Immutable. */
record Mix(int accepted, int refused, int canceled) {
  private static final Pattern FORMAT = Pattern.compile("(\\d{1,3}):(\\d{1,3}):(\\d{1,3})");
  private static final int ALL = 100;

  /** Coprime to a hundred: calls of different kinds alternate. */
  private static final int STRIDE = 37;

  /**
   * Reads {@code 60:20:20}.
   *
   * @throws IllegalArgumentException if it is not of this form, or the sum is not 100
   */
  static Mix parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (matcher.matches()) {
      Mix mix =
          new Mix(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)));
      if (mix.accepted + mix.refused + mix.canceled == ALL) {
        return mix;
      }
    }
    throw new IllegalArgumentException(
        "--mix must be ACCEPTED:REFUSED:CANCELED of a hundred, like 60:20:20, not " + text);
  }

  /** What is to become of the call of this number. */
  InviteCall.Plan plan(long number) {
    long place = number * STRIDE % ALL;
    if (place < accepted) {
      return InviteCall.Plan.ACCEPT;
    }
    return place < accepted + refused ? InviteCall.Plan.REFUSE : InviteCall.Plan.CANCEL;
  }
}
