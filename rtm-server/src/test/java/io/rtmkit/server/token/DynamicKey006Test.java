package io.rtmkit.server.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format 006, against a published token and against bytes put together by hand. */
class DynamicKey006Test {
  /** Published with the vendor's builders: salt 1, ts 1111111, privilege 1000 until 1446455471. */
  private static final String PUBLISHED =
      "006970CA35de60c44645bbae8a215061b33"
          + "IAAsR0qgiCxv0vrpRcpkz5BrbfEWCBZ6kvR6t7qG/wJIQob86ogAAAAAEAABAAAAR/QQAAEA6AOvKDdW";

  @Test
  void readsThePublishedToken() throws MalformedTokenException {
    DynamicKey006 key = DynamicKey006.parse(PUBLISHED);
    assertThat(key.appId()).isEqualTo(Tokens.APP_ID);
    assertThat(key.isGenuine(Tokens.CERTIFICATE, Tokens.USER)).isTrue();
    assertThat(key.isGenuine(Tokens.CERTIFICATE, "other_user")).isFalse();
    assertThat(key.isGenuine(Tokens.OTHER_CERTIFICATE, Tokens.USER)).isFalse();
    assertThat(key.allowsLogin()).isTrue();
    assertThat(key.endMs()).isEqualTo(1_111_111_000L);
  }

  @Test
  void buildsTheBytesOfTheFormat() throws GeneralSecurityException {
    TokenGrant grant =
        new TokenGrant(Tokens.APP_ID, "bob", Instant.ofEpochSecond(1_700_000_000), Tokens.DAY);
    byte[] message = new byte[16];
    int end = 1_700_086_400;
    ByteBuffer.wrap(message)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x89ABCDEF)
        .putInt(end)
        .putShort((short) 1)
        .putShort((short) 1000)
        .putInt(end);

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Tokens.CERTIFICATE.getBytes(US_ASCII), "HmacSHA256"));
    mac.update(Tokens.APP_ID.getBytes(US_ASCII));
    mac.update("bob".getBytes(US_ASCII));
    byte[] signature = mac.doFinal(message);
    CRC32 crc = new CRC32();
    crc.update("bob".getBytes(US_ASCII));

    byte[] content = new byte[2 + 32 + 4 + 4 + 2 + 16];
    ByteBuffer.wrap(content)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) 32)
        .put(signature)
        .putInt((int) crc.getValue())
        .putInt(0)
        .putShort((short) 16)
        .put(message);
    assertThat(DynamicKey006.build(grant, Tokens.CERTIFICATE, 0x89ABCDEF))
        .isEqualTo("006" + Tokens.APP_ID + Base64.getEncoder().encodeToString(content));
  }

  @Test
  void theLifetimeIsThatOfTheGrant() throws MalformedTokenException {
    DynamicKey006 key =
        DynamicKey006.parse(DynamicKey006.build(Tokens.GRANT, Tokens.CERTIFICATE, -1));
    assertThat(key.endMs()).isEqualTo(Tokens.ISSUED.plus(Tokens.DAY).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 34, 35, 36, 40, 60, 100, 111})
  void aTokenThatIsCutOffIsMalformed(int length) {
    assertThatThrownBy(() -> DynamicKey006.parse(PUBLISHED.substring(0, length)))
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  void bytesTooManyAreMalformed() {
    byte[] content = Base64.getDecoder().decode(PUBLISHED.substring(35));
    String longer =
        PUBLISHED.substring(0, 35)
            + Base64.getEncoder().encodeToString(Arrays.copyOf(content, content.length + 3));
    assertThatThrownBy(() -> DynamicKey006.parse(longer)).hasMessage("has 3 bytes too many");
  }

  @Test
  void base64IsTakenInItsOneForm() {
    String token = DynamicKey006.build(Tokens.GRANT, Tokens.CERTIFICATE, 1);
    // 60 bytes need no padding; one byte less leaves unused bits in the last character.
    assertThatThrownBy(() -> Base64Text.decode("AAAAAB")).hasMessageContaining("base64");
    assertThatThrownBy(() -> Base64Text.decode("AAB=")).hasMessageContaining("base64");
    assertThatThrownBy(() -> Base64Text.decode("A*==")).hasMessageContaining("base64");
    assertThatThrownBy(() -> DynamicKey006.parse(token + "="))
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  void aCountThatTheBytesDoNotKeepIsMalformed() {
    byte[] message = new PackedWriter().u32(1).u32(1).u16(65_535).toBytes();
    byte[] content = new PackedWriter().bytes(new byte[32]).u32(0).u32(0).bytes(message).toBytes();
    assertThatThrownBy(
            () -> DynamicKey006.parse("006" + Tokens.APP_ID + Base64Text.encode(content)))
        .hasMessage("is cut off");
  }
}
