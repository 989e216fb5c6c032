package io.rtmkit.loadtest.check;

/** What must hold of every run. */
public enum Invariant {
  NOTHING_LOST("I1", "what was accepted has arrived"),
  SEEN_ONCE("I2", "no message is told twice"),
  ONE_ORDER("I3", "messages come in their order, and in a channel in one for all"),
  NOTHING_INVENTED("I4", "what arrives was sent, so, there and by its sender"),
  ONE_SESSION("I5", "a user has one session, the newest"),
  CONVERGENCE("I6", "in the end all see the same"),
  ONE_END("I7", "an invitation ends once, and alike at both ends"),
  ANSWERS("I8", "every call is answered once and in time"),
  RESOURCES("I9", "what was used is given back");

  private final String number;
  private final String promise;

  Invariant(String number, String promise) {
    this.number = number;
    this.promise = promise;
  }

  @Override
  public String toString() {
    return number + " (" + promise + ")";
  }
}
