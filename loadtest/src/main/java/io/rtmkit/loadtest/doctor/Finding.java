package io.rtmkit.loadtest.doctor;

/**
 * What one look at the machine has found. Immutable.
 *
 * @param good whether figures can be trusted as far as this goes
 * @param advice what to do; empty if it is good
 */
record Finding(String subject, boolean good, String fact, String advice) {
  static Finding good(String subject, String fact) {
    return new Finding(subject, true, fact, "");
  }

  static Finding bad(String subject, String fact, String advice) {
    return new Finding(subject, false, fact, advice);
  }
}
