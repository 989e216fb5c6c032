package io.rtmkit.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.loadtest.process.ProcessUsage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The usage of a server in the text of its metrics. */
class MetricsTextTest {
  @Test
  void findsCpuAndMemory() throws IOException {
    String text =
        """
        # TYPE process_cpu_time_ns_total counter
        process_cpu_time_ns_total{node="a b"} 1.5E9
        # TYPE rtm_process_resident_memory_bytes gauge
        rtm_process_resident_memory_bytes 1.048576E8
        """;
    assertThat(MetricsText.usage(text)).isEqualTo(new ProcessUsage(1_500_000_000L, 104_857_600L));
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> MetricsText.usage("other 1\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("process_cpu_time_ns_total");
  }
}
