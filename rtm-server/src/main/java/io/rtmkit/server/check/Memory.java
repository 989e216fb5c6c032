package io.rtmkit.server.check;

import com.sun.management.OperatingSystemMXBean;
import io.rtmkit.server.config.ServerConfig;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Whether the memory has room for what is beside the heap. Stateless. */
final class Memory implements Check {
  private static final String NAME = "memory";
  private static final long MB = 1 << 20;
  private static final double LARGEST_PART = 0.7;

  @Override
  public List<Finding> look(ServerConfig config) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? List.of(judge(Runtime.getRuntime().maxMemory(), system.getTotalMemorySize()))
        : List.of(Finding.ok(NAME, "this system does not tell how much there is"));
  }

  /** In a container, its limit is all there is. */
  static Finding judge(long heap, long all) {
    String sizes = "the heap may grow to %d MB of %d MB".formatted(heap / MB, all / MB);
    if (heap <= all * LARGEST_PART) {
      return Finding.ok(NAME, sizes);
    }
    return Finding.warn(
        NAME,
        "%s, but network buffers and the store need memory beside it: start with -Xmx%dm"
            .formatted(sizes, all / 2 / MB));
  }
}
