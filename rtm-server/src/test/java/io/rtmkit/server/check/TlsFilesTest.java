package io.rtmkit.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.check.Finding.Level;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.e2e.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate of two days, at different times of its life, and its key file. */
class TlsFilesTest {
  @TempDir private static Path dir;
  private static TestCertificate certificate;

  @BeforeAll
  static void create() throws IOException {
    certificate = TestCertificate.create(dir);
    Files.setPosixFilePermissions(certificate.key(), PosixFilePermissions.fromString("rw-r-----"));
  }

  private static List<Finding> lookAfter(Duration time, Path key) {
    ServerConfig config =
        ServerConfig.defaultsWith(
            Map.of(
                "tls.certificate", certificate.certificate().toString(),
                "tls.key", key.toString()));
    return new TlsFiles(() -> Instant.now().plus(time)).look(config);
  }

  private static Finding lookAfter(Duration time) {
    List<Finding> findings = lookAfter(time, certificate.key());
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void isGoodAndThenSoonAndThenTooOld() {
    assertThat(lookAfter(Duration.ofMinutes(1)).level()).isEqualTo(Level.OK);
    assertThat(lookAfter(Duration.ofMinutes(1)).sentence()).contains("CN=localhost is good until");
    assertThat(lookAfter(Duration.ofHours(40)).level()).isEqualTo(Level.WARN);
    assertThat(lookAfter(Duration.ofHours(40)).sentence()).contains("in 0 days: renew it");
    assertThat(lookAfter(Duration.ofDays(3)).level()).isEqualTo(Level.FAIL);
    assertThat(lookAfter(Duration.ofDays(3)).sentence()).contains("has run out on");
    assertThat(lookAfter(Duration.ofDays(-2)).sentence()).contains("is not valid yet");
  }

  @Test
  void aKeyThatEverybodyCanRead() throws IOException {
    Path open = Files.copy(certificate.key(), dir.resolve("open.pem"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    List<Finding> findings = lookAfter(Duration.ofMinutes(1), open);
    assertThat(findings).extracting(Finding::level).containsExactly(Level.OK, Level.WARN);
    assertThat(findings.get(1).sentence()).endsWith("can read " + open + ": chmod 640 it");
  }

  @Test
  void filesThatAreNoPair() throws IOException {
    Path other = TestCertificate.create(Files.createDirectories(dir.resolve("other"))).key();
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
    assertThat(lookAfter(Duration.ZERO, other))
        .singleElement()
        .satisfies(f -> assertThat(f.level()).isEqualTo(Level.FAIL))
        .satisfies(f -> assertThat(f.sentence()).contains("is not the key of the certificate"));
    Path old = Files.writeString(dir.resolve("old.pem"), "-----BEGIN RSA PRIVATE KEY-----\nQUJD\n");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-------"));
    assertThat(lookAfter(Duration.ZERO, old).get(0).sentence()).contains("openssl pkcs8 -topk8");
  }

  @Test
  void withoutOneItDependsOnWhoCanConnect() {
    assertThat(new TlsFiles(Instant::now).look(ServerConfig.defaults()).get(0).sentence())
        .contains("only this machine");
    ServerConfig open =
        ServerConfig.defaultsWith(Map.of("listen.host", "0.0.0.0", "dev-mode", "on"));
    assertThat(new TlsFiles(Instant::now).look(open).get(0).sentence()).contains("in the clear");
  }
}
