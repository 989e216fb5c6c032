package io.rtmkit.loadtest.doctor;

import io.netty.channel.epoll.Epoll;
import io.rtmkit.loadtest.process.OpenFiles;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Looks at the machine. Stateless. */
final class Checks {
  private static final int ENOUGH_CORES = 4;
  private static final double QUIET_PERCENT = 5;
  private static final int LOOK_SECONDS = 1;
  private static final int PORTS_PER_ADDRESS = 8_000;
  private static final int ENOUGH_BACKLOG = 4_096;

  private Checks() {}

  /**
   * All of it; takes a second.
   *
   * @param clients how many are wanted
   */
  static List<Finding> look(int clients) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(cores(Runtime.getRuntime().availableProcessors()));
    findings.add(load(otherLoad()));
    OpenFiles.limit().ifPresent(most -> findings.add(openFiles(most, clients)));
    findings.add(ports(SystemFiles.text("/proc/sys/net/ipv4/ip_local_port_range"), clients));
    findings.add(
        governor(SystemFiles.text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")));
    findings.add(swap(SystemFiles.text("/proc/swaps").lines().count() > 1));
    findings.add(backlog(SystemFiles.number("/proc/sys/net/core/somaxconn")));
    findings.add(java());
    findings.add(epoll());
    findings.add(
        clock(
            SystemFiles.text("/sys/devices/system/clocksource/clocksource0/current_clocksource")));
    return findings;
  }

  /** Percent of all cores that others take; negative where nobody tells. */
  private static double otherLoad() throws InterruptedException {
    if (SystemFiles.text("/proc/stat").isEmpty()) {
      return -1;
    }
    long[] before = SystemFiles.cpuTicks();
    TimeUnit.SECONDS.sleep(LOOK_SECONDS); // what happens in this time is what is looked at
    long[] after = SystemFiles.cpuTicks();
    return 100.0 * (after[0] - before[0]) / Math.max(1, after[1] - before[1]);
  }

  static Finding cores(int cores) {
    String fact = cores + " cores";
    return cores >= ENOUGH_CORES
        ? Finding.good("cores", fact)
        : Finding.bad(
            "cores",
            fact,
            "Tester and server take each other's time. Pin them to cores of their own (taskset),"
                + " or run the tester on another machine, and compare only runs made alike.");
  }

  static Finding load(double percent) {
    if (percent < 0) {
      return Finding.good("other load", "not known on this system");
    }
    String fact = String.format(Locale.ROOT, "%.0f%% of all cores are taken by others", percent);
    return percent <= QUIET_PERCENT
        ? Finding.good("other load", fact)
        : Finding.bad(
            "other load", fact, "Wait until the machine is quiet, or end what takes its time.");
  }

  static Finding openFiles(long most, int clients) {
    long wanted = (long) clients + OpenFiles.OTHERS;
    String fact = most + " files may be open, " + clients + " clients are wanted";
    return most >= wanted
        ? Finding.good("open files", fact)
        : Finding.bad(
            "open files", fact, "Allow " + wanted + " (ulimit -n), for tester and server alike.");
  }

  static Finding ports(String range, int clients) {
    String[] ends = range.split("\\s+", 2);
    if (ends.length != 2) {
      return Finding.good("ports", "not known on this system");
    }
    int count = Integer.parseInt(ends[1].strip()) - Integer.parseInt(ends[0]) + 1;
    String fact = count + " ports for outgoing connections";
    boolean enough = count / 2 >= Math.min(clients, PORTS_PER_ADDRESS);
    return enough
        ? Finding.good(
            "ports", fact + "; a loopback target is called from an address for each 8,000 clients")
        : Finding.bad(
            "ports",
            fact,
            "Widen it: sysctl net.ipv4.ip_local_port_range=\"10240 65535\". Above half of them"
                + " connecting gets slow.");
  }

  static Finding governor(String governor) {
    if (governor.isEmpty()) {
      return Finding.good("CPU frequency", "not told here, as in most virtual machines");
    }
    return governor.equals("performance")
        ? Finding.good("CPU frequency", governor)
        : Finding.bad(
            "CPU frequency",
            "governor " + governor,
            "Set it to performance (cpupower frequency-set -g performance): otherwise low rates"
                + " look slow.");
  }

  static Finding swap(boolean on) {
    return on
        ? Finding.bad(
            "swap",
            "on",
            "Turn it off (swapoff -a): a page that comes back is a latency of its own.")
        : Finding.good("swap", "off");
  }

  static Finding backlog(OptionalLong most) {
    if (most.isEmpty()) {
      return Finding.good("backlog", "not known on this system");
    }
    String fact = most.getAsLong() + " connections may wait to be taken (somaxconn)";
    return most.getAsLong() >= ENOUGH_BACKLOG
        ? Finding.good("backlog", fact)
        : Finding.bad(
            "backlog",
            fact,
            "Raise it on the server's machine (sysctl net.core.somaxconn=4096): beyond, a connection"
                + " waits for a second or more.");
  }

  static Finding java() {
    String collectors =
        ManagementFactory.getGarbageCollectorMXBeans().get(0).getName().toLowerCase(Locale.ROOT);
    String fact =
        Runtime.version() + ", heap of " + Runtime.getRuntime().maxMemory() / 1048576 + " MB";
    // "Copy" is the young half of the serial collector, which Java takes by itself on one core.
    return collectors.equals("copy")
        ? Finding.bad(
            "Java",
            fact + ", serial collector",
            "Give it two cores or -XX:+UseG1GC: the serial collector stops everything for long.")
        : Finding.good("Java", fact);
  }

  static Finding epoll() {
    return Epoll.isAvailable()
        ? Finding.good("transport", "epoll")
        : Finding.bad(
            "transport",
            "epoll is not available: " + Epoll.unavailabilityCause().getMessage(),
            "Run on Linux (x86-64 or ARM): without it the tester takes more time of its own, and"
                + " paces to the millisecond only.");
  }

  static Finding clock(String source) {
    return source.isEmpty() || source.equals("tsc") || source.startsWith("kvm")
        ? Finding.good("clock", source.isEmpty() ? "not told here" : source)
        : Finding.bad(
            "clock",
            source,
            "Each look at this clock is a system call; tsc is far cheaper, if the machine has it"
                + " (clocksource=tsc).");
  }
}
