package io.rtmkit.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a process has used, as the system counts it. */
class ProcessUsageTest {
  @Test
  void countsProcessorTimeAndMemory() throws Exception {
    long pid = ProcessHandle.current().pid();
    ProcessUsage before = ProcessUsage.of(pid);
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long spent = 0;
    while (spent < 300_000_000) {
      spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
    }

    long counted = ProcessUsage.of(pid).cpuNanos() - before.cpuNanos();

    assertThat(counted).isGreaterThan(250_000_000);
    assertThat(before.residentBytes()).isBetween(10_000_000L, 10_000_000_000L);
  }

  @Test
  void saysThatThereIsNoSuchProcess() {
    assertThatThrownBy(() -> ProcessUsage.of(Integer.MAX_VALUE)).isInstanceOf(IOException.class);
  }
}
