package io.rtmkit.server.metrics;

/**
 * What became of the messages that the operator was asked about. Immutable.
 *
 * @param asked messages that were asked about
 * @param denied messages that were not allowed, by the answer or for want of one
 * @param unanswered messages about which there was no answer in time, or none that can be used
 */
public record BeforeSendFigures(long asked, long denied, long unanswered) {
  /** Of a server that asks nobody. */
  public static final BeforeSendFigures NONE = new BeforeSendFigures(0, 0, 0);
}
