package io.rtmkit.server.core.lane;

import io.rtmkit.protocol.v1.CloseCode;

/** A connection that drops what it is given, and asks for its flush as a real one. Lane only. */
public final class SilentLink implements Link {
  private final Lane lane;
  private boolean touched;
  private long writes;

  public SilentLink(Lane lane) {
    this.lane = lane;
  }

  /** How often something was written, so that a benchmark can tell whether it does what it says. */
  public long writes() {
    return writes;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public void write(byte[] frame) {
    touch();
  }

  @Override
  public void write(JoinedFrames frames) {
    touch();
  }

  private void touch() {
    writes++;
    if (!touched) {
      touched = true;
      lane.touched(this);
    }
  }

  @Override
  public void flush() {
    touched = false;
  }

  @Override
  public void close(CloseCode code, String reason) {
    throw new IllegalStateException("closed with " + code + ": " + reason);
  }

  @Override
  public long lastReadNanos() {
    return System.nanoTime();
  }

  @Override
  public String remoteAddress() {
    return "benchmark";
  }
}
