package io.rtmkit.loadtest.scenario;

import java.io.IOException;

/** The target cannot be reached, or takes none of our users: exit code 3. */
public final class TargetUnreachable extends IOException {
  private static final long serialVersionUID = 1;

  public TargetUnreachable(String message) {
    super(message);
  }
}
