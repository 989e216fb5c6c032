package io.rtmkit.server.check;

import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.PemKeyPair;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whether the certificate can be used, until when, and who else can read its key. Stateless. */
final class TlsFiles implements Check {
  private static final String NAME = "certificate";
  private static final Duration SOON = Duration.ofDays(30);

  private final Supplier<Instant> now;

  TlsFiles(Supplier<Instant> now) {
    this.now = now;
  }

  @Override
  public List<Finding> look(ServerConfig config) {
    TlsConfig tls = config.tls();
    if (!tls.isEnabled()) {
      return List.of(
          Finding.ok(
              NAME,
              config.listen().isLoopback()
                  ? "none, and only this machine can connect"
                  : "none: tokens and messages travel in the clear, unless a proxy in front has TLS"));
    }
    List<Finding> findings = new ArrayList<>();
    try {
      findings.add(judge(PemKeyPair.read(tls).certificate()));
    } catch (ConfigException e) {
      findings.add(Finding.fail(NAME, String.valueOf(e.getMessage())));
    }
    if (isReadByEverybody(Path.of(tls.key()))) {
      findings.add(
          Finding.warn(
              "tls.key",
              "every user of this machine can read %s: chmod 640 it".formatted(tls.key())));
    }
    return findings;
  }

  private Finding judge(X509Certificate certificate) {
    Instant begin = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    String name = "that of " + certificate.getSubjectX500Principal().getName();
    String date = end.atZone(ZoneOffset.UTC).toLocalDate().toString();
    if (begin.isAfter(now.get())) {
      return Finding.fail(NAME, name + " is not valid yet: compare the clock of this machine");
    }
    Duration left = Duration.between(now.get(), end);
    if (left.isNegative()) {
      return Finding.fail(
          NAME, "%s has run out on %s: clients refuse it; renew it".formatted(name, date));
    }
    // Some are made for a few days only: those are renewed in the last third.
    Duration third = Duration.between(begin, end).dividedBy(3);
    if (left.compareTo(SOON) < 0 && left.compareTo(third) < 0) {
      return Finding.warn(
          NAME,
          "%s runs out on %s, in %d days: renew it; the server reads new files by itself"
              .formatted(name, date, left.toDays()));
    }
    return Finding.ok(NAME, name + " is good until " + date);
  }

  private static boolean isReadByEverybody(Path key) {
    try {
      return Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // a system with other rules
    }
  }
}
