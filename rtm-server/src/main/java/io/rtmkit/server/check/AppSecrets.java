package io.rtmkit.server.check;

import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ServerConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the certificates of the apps can be guessed, or open more than one app. Stateless. */
final class AppSecrets implements Check {
  private static final String NAME = "apps";
  private static final int FEW_DIGITS = 8;

  @Override
  public List<Finding> look(ServerConfig config) {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (AppConfig app : config.apps()) {
      String certificate = app.certificate().toLowerCase(Locale.ROOT);
      if (certificate.isEmpty()) {
        continue;
      }
      String other = owners.putIfAbsent(certificate, app.id());
      if (other != null) {
        findings.add(
            Finding.warn(
                NAME,
                "%s and %s have the same certificate: give each its own (openssl rand -hex 16)"
                    .formatted(other, app.id())));
      }
      if (isGuessable(certificate)) {
        findings.add(
            Finding.warn(
                NAME,
                "the certificate of %s can be guessed: make one with openssl rand -hex 16"
                    .formatted(app.id())));
      }
    }
    if (findings.isEmpty()) {
      String open = allowsOpenApps(config) ? "; dev mode: any app id, any token" : "";
      findings.add(Finding.ok(NAME, config.apps().size() + " configured" + open));
    }
    return findings;
  }

  /** As far as the configuration says: apps that the server made are not in it. */
  private static boolean allowsOpenApps(ServerConfig config) {
    return switch (config.devMode()) {
      case ON -> true;
      case OFF -> false;
      case AUTO -> config.apps().isEmpty() && config.listen().isLoopback();
    };
  }

  /** Few different digits, a pattern that repeats, or digits that count up. */
  private static boolean isGuessable(String certificate) {
    int half = certificate.length() / 2;
    return certificate.chars().distinct().count() < FEW_DIGITS
        || certificate.substring(0, half).equals(certificate.substring(half))
        || certificate.startsWith("00112233445566778899aabbccddeeff");
  }
}
