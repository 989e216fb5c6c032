package io.rtmkit.server.token;

import io.rtmkit.server.config.AppConfig;
import java.time.Duration;
import java.time.Instant;

/** The app, user and time that the token tests share. */
final class Tokens {
  static final String APP_ID = "970CA35de60c44645bbae8a215061b33";
  static final String OTHER_APP_ID = "0123456789abcdef0123456789abcdef";
  static final String CERTIFICATE = "5CFd2fd1755d40ecb72977518be15d3b";
  static final String OTHER_CERTIFICATE = "00112233445566778899aabbccddeeff";
  static final String USER = "test_user";
  static final Instant ISSUED = Instant.ofEpochSecond(1_700_000_000);
  static final Duration DAY = Duration.ofHours(24);
  static final AppConfig APP = AppConfig.withCertificate(APP_ID, CERTIFICATE);
  static final TokenGrant GRANT = new TokenGrant(APP_ID, USER, ISSUED, DAY);

  private Tokens() {}

  static TokenGrant grantOf(String appId, String userId) {
    return new TokenGrant(appId, userId, ISSUED, DAY);
  }
}
