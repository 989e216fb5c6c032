package io.rtmkit.server.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.TokenConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens that somebody has tampered with, and noise. The seeds are fixed. */
class TokenFuzzTest {
  private static final long NOW_MS = Tokens.ISSUED.toEpochMilli() + 1000;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_.{}\"\0\u00e4\u4e2d";

  private final TokenVerifier verifier =
      new TokenVerifier(new TokenConfig(Duration.ofSeconds(60), Duration.ofSeconds(30)));

  @ParameterizedTest
  @EnumSource(names = {"V006", "JWT"})
  void noSingleBitCanBeFlipped(TokenFormat format) {
    String token = build(format);
    byte[] bytes = token.getBytes(ISO_8859_1);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      assertThat(verify(new String(flip(bytes, bit), ISO_8859_1)))
          .as("bit %d of %s", bit, token)
          .isIn(5, 6);
    }
  }

  /**
   * In 007 the compression has bits that mean nothing, such as those that fill its last byte; only
   * the content is protected.
   */
  @Test
  void noSingleBitOf007CanBeFlippedToAnotherContent() throws MalformedTokenException {
    String token = build(TokenFormat.V007);
    byte[] content = Zlib.inflate(Base64Text.decode(token.substring(3)));
    for (int bit = 0; bit < content.length * 8; bit++) {
      byte[] compressed = Zlib.deflate(flip(content, bit));
      assertThat(verify("007" + Base64Text.encode(compressed))).as("bit %d", bit).isIn(5, 6);
    }
    byte[] bytes = token.getBytes(ISO_8859_1);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      String flipped = new String(flip(bytes, bit), ISO_8859_1);
      if (verify(flipped) == 0) {
        assertThat(Zlib.inflate(Base64Text.decode(flipped.substring(3)))).isEqualTo(content);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noCharacterCanBeChangedForAnother(TokenFormat format) throws MalformedTokenException {
    Random random = new Random(7);
    String token = build(format);
    for (int i = 0; i < 5_000; i++) {
      char[] changed = token.toCharArray();
      changed[random.nextInt(changed.length)] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      String other = new String(changed);
      if (!other.equals(token) && !sameContent(format, other, token)) {
        assertThat(verify(other)).as(other).isIn(5, 6);
      }
    }
  }

  @Test
  void noiseIsInvalidAndNeverThrows() {
    Random random = new Random(42);
    String[] beginnings = {"", "006", "006" + Tokens.APP_ID, "007", "007eJ", "eyJ0.", "."};
    for (int i = 0; i < 10_000; i++) {
      StringBuilder token = new StringBuilder(beginnings[i % beginnings.length]);
      int length = random.nextInt(200);
      for (int j = 0; j < length; j++) {
        token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      assertThat(verify(token.toString())).as(token.toString()).isEqualTo(5);
    }
  }

  @Test
  void noiseInsideTheEnvelopesIsInvalidAndNeverThrows() {
    Random random = new Random(43);
    for (int i = 0; i < 10_000; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      // A plausible length in front lets the noise get further in.
      byte[] content = new PackedWriter().bytes(new byte[32]).raw(noise).toBytes();
      assertThat(verify("007" + Base64Text.encode(Zlib.deflate(content)))).isEqualTo(5);
      assertThat(verify("006" + Tokens.APP_ID + Base64Text.encode(content))).isEqualTo(5);
    }
  }

  /** As the format builds it, but with the same salt each time. */
  private static String build(TokenFormat format) {
    return switch (format) {
      case V006 -> DynamicKey006.build(Tokens.GRANT, Tokens.CERTIFICATE, 12345);
      case V007 -> DynamicKey007.build(Tokens.GRANT, Tokens.CERTIFICATE, 12345);
      case JWT -> JsonWebToken.build(Tokens.GRANT, Tokens.CERTIFICATE);
    };
  }

  private static boolean sameContent(TokenFormat format, String a, String b)
      throws MalformedTokenException {
    if (format != TokenFormat.V007) {
      return false;
    }
    try {
      byte[] content = Zlib.inflate(Base64Text.decode(a.substring(3)));
      return Arrays.equals(content, Zlib.inflate(Base64Text.decode(b.substring(3))));
    } catch (MalformedTokenException e) {
      return false;
    }
  }

  private int verify(String token) {
    return verifier.verify(Tokens.APP_ID, Tokens.APP, Tokens.USER, token, NOW_MS).loginError();
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }
}
