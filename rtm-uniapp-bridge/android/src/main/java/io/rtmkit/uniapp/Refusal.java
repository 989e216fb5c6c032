package io.rtmkit.uniapp;

/** A call that the module itself refuses: the code of its function and why, for the caller. */
final class Refusal extends RuntimeException {
  /** In every list of codes: there is no instance. */
  static final int NOT_INITIALIZED = 101;

  /** In every list of codes but login's: nobody is logged in. */
  static final int NOT_LOGGED_IN = 102;

  private static final long serialVersionUID = 1;

  final int code;

  Refusal(int code, String message) {
    super(message);
    this.code = code;
  }
}
