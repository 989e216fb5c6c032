package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.measure.Stamp;
import io.rtmkit.protocol.Limits;
import picocli.CommandLine.Option;

/** How large messages are that carry a {@link Stamp}. One thread. */
public final class PayloadOption {
  @Option(
      names = "--payload",
      defaultValue = "128",
      paramLabel = "BYTES",
      description = "Of each message. Default: ${DEFAULT-VALUE}.")
  private int bytes;

  public int bytes() {
    return Range.check("--payload", bytes, Stamp.BYTES, Limits.MESSAGE_BYTES);
  }
}
