package io.rtmkit.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.check.Finding.Level;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each check finds, and that its sentence says what to do. */
class ChecksTest {
  private static final String ID = "0123456789abcdef0123456789abcde";
  private static final String GOOD = "5CFd2fd1755d40ecb72977518be15d3b";

  @TempDir private Path dir;

  @Test
  void filesForEveryClient() {
    assertThat(OpenFiles.judge(1_048_576, 0).level()).isEqualTo(Level.OK);
    assertThat(OpenFiles.judge(11_000, 0).level()).isEqualTo(Level.OK);
    assertThat(OpenFiles.judge(4_096, 2_000).level()).isEqualTo(Level.OK);
    assertThat(OpenFiles.judge(4_096, 0))
        .isEqualTo(
            Finding.warn(
                "open files",
                "only 4096 may be open, 3096 clients can connect: raise the limit to 11000"
                    + " (ulimit -n, or LimitNOFILE of systemd)"));
    assertThat(OpenFiles.judge(20_000, 50_000).sentence())
        .contains("19000 clients", "limits.connections is 50000", "to 51000");
  }

  @Test
  void memoryBesideTheHeap() {
    long gigabyte = 1L << 30;
    assertThat(Memory.judge(gigabyte, 4 * gigabyte).level()).isEqualTo(Level.OK);
    assertThat(Memory.judge(7 * gigabyte, 8 * gigabyte))
        .isEqualTo(
            Finding.warn(
                "memory",
                "the heap may grow to 7168 MB of 8192 MB, but network buffers and the store need"
                    + " memory beside it: start with -Xmx4096m"));
  }

  @Test
  void directoriesThatCanBeWritten() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "in the way");
    List<Finding> findings =
        new Directories()
            .look(
                ServerConfig.defaultsWith(
                    Map.of(
                        "data.path", file.resolve("below").toString(),
                        "store.path", dir.resolve("not/yet/there").toString(),
                        "store.min-free", "0")));
    assertThat(findings).extracting(Finding::level).containsExactly(Level.FAIL, Level.OK);
    assertThat(findings.get(0).sentence())
        .contains("cannot be written by the user", "set data.path");
    assertThat(findings.get(1).sentence()).contains("MB free");
    assertThat(dir.resolve("not")).doesNotExist();
  }

  @Test
  void aDiskThatIsNearlyFullOfWhatMustStayFree() {
    // No disk has as much free as this wants: at most a twentieth of it is asked for, twice.
    long bound = Long.MAX_VALUE / 4;
    Finding full = Directories.judgeSpace("store.path", dir, 100, 1_000_000, bound);
    assertThat(full.level()).isEqualTo(Level.WARN);
    assertThat(full.sentence()).contains("nothing is stored (store.min-free)");
    assertThat(Directories.judgeSpace("store.path", dir, 100_000, 1_000_000, bound).level())
        .isEqualTo(Level.OK);
  }

  @Test
  void certificatesOfApps() {
    assertThat(apps(GOOD)).extracting(Finding::level).containsExactly(Level.OK);
    assertThat(apps(GOOD, GOOD.toUpperCase(Locale.ROOT)))
        .singleElement()
        .satisfies(f -> assertThat(f.sentence()).contains("have the same certificate"))
        .satisfies(f -> assertThat(f.sentence()).contains(ID + "0", ID + "1"))
        .satisfies(f -> assertThat(f.level()).isEqualTo(Level.WARN));
    for (String weak :
        List.of(
            "00000000000000000000000000000000",
            "0123456789abcdef0123456789abcdef",
            "00112233445566778899aabbccddeeff")) {
      assertThat(apps(weak))
          .singleElement()
          .satisfies(f -> assertThat(f.sentence()).contains("can be guessed").doesNotContain(weak));
    }
  }

  private static List<Finding> apps(String... certificates) {
    int[] index = {0};
    List<AppConfig> apps =
        Arrays.stream(certificates)
            .map(c -> AppConfig.withCertificate(ID + index[0]++, c))
            .toList();
    return new AppSecrets().look(ServerConfig.defaults().withApps(apps));
  }

  @Test
  void theStoreOfTestsIsNotForServers() {
    assertThat(new StoreAccess().look(ServerConfig.defaultsWith(Map.of("store.kind", "memory"))))
        .extracting(Finding::level)
        .containsExactly(Level.WARN);
  }

  @Test
  void aPortThatSomebodyElseHas() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Finding> findings = ports(silent.getLocalPort(), 0);
      assertThat(findings).extracting(Finding::level).containsExactly(Level.FAIL, Level.OK);
      assertThat(findings.get(0).sentence())
          .contains("127.0.0.1:" + silent.getLocalPort(), "in use", "set listen.port");
      findings = ports(0, silent.getLocalPort());
      assertThat(findings).extracting(Finding::level).containsExactly(Level.OK, Level.FAIL);
      assertThat(findings.get(1).sentence()).contains("set admin.port");
    }
  }

  private static List<Finding> ports(int clients, int admin) {
    return new Ports()
        .look(
            ServerConfig.defaultsWith(
                Map.of("listen.port", "" + clients, "admin.port", "" + admin)));
  }

  @Test
  void thisMachineHasWhatTestsNeed() {
    List<Finding> findings =
        Checks.quick(
            ServerConfig.defaultsWith(
                Map.of("data.path", dir.toString(), "store.path", dir.toString())));
    assertThat(findings)
        .extracting(Finding::check)
        .containsExactly(
            "open files", "memory", "data.path", "store.path", "network", "certificate", "apps");
    assertThat(findings).extracting(Finding::level).doesNotContain(Level.FAIL);
    assertThat(findings).allSatisfy(f -> assertThat(f.sentence()).isNotBlank());
  }
}
