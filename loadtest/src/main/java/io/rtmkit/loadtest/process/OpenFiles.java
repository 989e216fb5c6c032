package io.rtmkit.loadtest.process;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** The files that this process has open, its connections among them. Stateless. */
public final class OpenFiles {
  /** A tester, and a server, has no more than so many besides its connections. */
  public static final int OTHERS = 300;

  private OpenFiles() {}

  /** How many may be open; empty where the system does not tell. */
  public static OptionalLong limit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? OptionalLong.of(unix.getMaxFileDescriptorCount())
        : OptionalLong.empty();
  }

  /** How many are open; 0 where the system does not tell. */
  public static long count() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }
}
