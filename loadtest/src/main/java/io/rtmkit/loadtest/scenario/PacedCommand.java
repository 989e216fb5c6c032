package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.arrival.Rate;
import java.time.Duration;
import picocli.CommandLine.Mixin;

/** The command of a scenario that sends at a rate, with the options for it. One thread. */
public abstract class PacedCommand extends ScenarioCommand {
  @Mixin private final LoadOptions load = new LoadOptions();

  protected final Rate rate() {
    return load.rate();
  }

  @Override
  protected final Duration warmUp() {
    return load.warmUp();
  }

  @Override
  protected final Duration duration() {
    return load.duration();
  }
}
