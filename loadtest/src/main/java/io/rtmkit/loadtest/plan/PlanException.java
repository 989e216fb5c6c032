package io.rtmkit.loadtest.plan;

/** A scenario file is wrong; the message names the field. */
public final class PlanException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public PlanException(String field, String problem) {
    super(field + ": " + problem);
  }
}
