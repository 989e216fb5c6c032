package io.rtmkit.server.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The format 007, against published tokens and against bytes put together by hand. */
class DynamicKey007Test {
  /** Published with the vendor's builders: salt 1, issued at 1111111, 600 s, messaging only. */
  private static final String PUBLISHED =
      "007eJxSYOCdJftjyTM2zxW6Xhm/5T0j5LdcUt/xYVt48fb5Mp3PX9coMFiaGzg7GpumpJoZJJuYmJmYJiUlplok"
          + "GhmaGpgZJhkbu38RYIhgYmBgZABhJgZGBkYwn5OhJLW4JL60OLUIEAAA//9ZVh6A";

  /** The same with the service for audio and video before it. */
  private static final String PUBLISHED_WITH_VIDEO =
      "007eJxTYOAQsrQ5s3TfH+1tvy8zZZ46EpCc0V43JXdGd2jS8porKo4KDJbmBs6OxqYpqWYGySYmZiamSUmJqRaJ"
          + "RoamBmaGScbG7l8EGCKYGBgYGRgYmIAkCxCD+ExgkhlMsoBJBQbzFHMjYzPT1CRLC2MTC1NjS/NU41TjNMsU"
          + "EzODpJSURC4GIwsLI2MTQyNzY5BZEJM4GUpSi0viS4tTiwAipyp4";

  /** Audio and video only. */
  private static final String PUBLISHED_VIDEO_ONLY =
      "007eJxTYBBbsMMnKq7p9Hf/HcIX5kce9b518kCiQgSr5Zrp4X1Tu6UUGCzNDZwdjU1TUs0Mkk1MzExMk5ISUy0S"
          + "jQxNDcwMk4yN3b8IMEQwMTAwMoAwBIL4CgzmKeZGxmamqUmWFsYmFqbGluapxqnGaZYpJmYGSSkpiVwMRhYW"
          + "RsYmhkbmxgDCaiTj";

  @ParameterizedTest
  @ValueSource(strings = {PUBLISHED, PUBLISHED_WITH_VIDEO})
  void readsPublishedTokens(String token) throws MalformedTokenException {
    DynamicKey007 key = DynamicKey007.parse(token);
    assertThat(key.appId()).isEqualTo(Tokens.APP_ID);
    assertThat(key.isGenuine(Tokens.CERTIFICATE)).isTrue();
    assertThat(key.isGenuine(Tokens.OTHER_CERTIFICATE)).isFalse();
    assertThat(key.isForOther(Tokens.USER)).isFalse();
    assertThat(key.isForOther("other_user")).isTrue();
    assertThat(key.allowsLogin()).isTrue();
    assertThat(key.endMs()).isEqualTo((1_111_111L + 600) * 1000);
  }

  @Test
  void aTokenForSomethingElseIsGenuineButHasNoRight() throws MalformedTokenException {
    DynamicKey007 key = DynamicKey007.parse(PUBLISHED_VIDEO_ONLY);
    assertThat(key.isGenuine(Tokens.CERTIFICATE)).isTrue();
    assertThat(key.allowsLogin()).isFalse();
    assertThat(key.isForOther(Tokens.USER)).isFalse();
  }

  @Test
  void buildsTheBytesOfTheFormat() throws GeneralSecurityException, DataFormatException {
    ByteBuffer body = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    body.putShort((short) 32).put(Tokens.APP_ID.getBytes(US_ASCII));
    body.putInt(1_700_000_000).putInt(86_400).putInt(0x89ABCDEF);
    body.putShort((short) 1).putShort((short) 2);
    body.putShort((short) 1).putShort((short) 1).putInt(86_400);
    body.putShort((short) 9).put("test_user".getBytes(US_ASCII));
    byte[] signed = Arrays.copyOf(body.array(), body.position());
    byte[] inner = hmac(little(1_700_000_000), Tokens.CERTIFICATE.getBytes(US_ASCII));
    byte[] signature = hmac(hmac(little(0x89ABCDEF), inner), signed);

    String token = DynamicKey007.build(Tokens.GRANT, Tokens.CERTIFICATE, 0x89ABCDEF);
    assertThat(token).startsWith("007eJ");
    Inflater inflater = new Inflater();
    inflater.setInput(Base64.getDecoder().decode(token.substring(3)));
    byte[] content = new byte[2 + 32 + signed.length];
    assertThat(inflater.inflate(content)).isEqualTo(content.length);
    assertThat(inflater.finished()).isTrue();
    inflater.end();
    assertThat(content).startsWith(32, 0).endsWith(signed);
    assertThat(Arrays.copyOfRange(content, 2, 34)).isEqualTo(signature);
  }

  @ParameterizedTest
  @CsvSource({
    "600, 600, 600", // as its maker meant it
    "600, 0, 600", // 0: the right to log in has no end of its own
    "600, 60, 60", // the right ends before the token
    "60, 600, 60", // and after it
    "172800, 172800, 86400", // nothing lives longer than a day
    "0, 600, 0"
  })
  void theEarliestEndCounts(long lifetime, long login, long expected)
      throws MalformedTokenException {
    DynamicKey007 key = parse(lifetime, services().u16(2).privileges(Map.of(1, login)).string("u"));
    assertThat(key.endMs()).isEqualTo((1_700_000_000L + expected) * 1000);
    assertThat(key.allowsLogin()).isTrue();
  }

  @Test
  void otherServicesAreSkipped() throws MalformedTokenException {
    PackedWriter services =
        new PackedWriter()
            .u16(7)
            .u16(1)
            .privileges(Map.of(1, 9L, 2, 9L))
            .string("channel")
            .string("uid")
            .u16(3)
            .privileges(Map.of())
            .string("channel")
            .string("account")
            .u16(4)
            .privileges(Map.of(1, 9L))
            .u16(5)
            .privileges(Map.of(1, 9L))
            .string("user")
            .u16(6)
            .privileges(Map.of())
            .string("channel")
            .string("account")
            .u16(7)
            .privileges(Map.of(1, 9L))
            .string("room")
            .string("user")
            .u16(1)
            .u16(2)
            .privileges(Map.of(1, 60L))
            .string(Tokens.USER);
    DynamicKey007 key = parse(600, services);
    assertThat(key.allowsLogin()).isTrue();
    assertThat(key.isForOther(Tokens.USER)).isFalse();
  }

  @Test
  void aServiceOfUnknownLayoutEndsTheSearch() throws MalformedTokenException {
    PackedWriter before =
        new PackedWriter()
            .u16(2)
            .u16(99)
            .privileges(Map.of())
            .string("?")
            .u16(2)
            .privileges(Map.of(1, 60L))
            .string(Tokens.USER);
    assertThat(parse(600, before).allowsLogin()).isFalse();
    PackedWriter after =
        new PackedWriter()
            .u16(2)
            .u16(2)
            .privileges(Map.of(1, 60L))
            .string(Tokens.USER)
            .u16(8)
            .privileges(Map.of())
            .string("?");
    assertThat(parse(600, after).allowsLogin()).isTrue();
  }

  @Test
  void loginIsAPrivilegeOfItsOwn() throws MalformedTokenException {
    DynamicKey007 key = parse(600, services().u16(2).privileges(Map.of(7, 60L)).string("u"));
    assertThat(key.allowsLogin()).isFalse();
    assertThat(parse(600, new PackedWriter().u16(0)).allowsLogin()).isFalse();
  }

  @Test
  void bombsAndTrailersAreRefused() {
    assertThatThrownBy(() -> Zlib.inflate(Zlib.deflate(new byte[5_000_000])))
        .hasMessage("inflates to more than 16384 bytes");
    assertThatThrownBy(() -> Zlib.inflate(Zlib.deflate(new byte[Zlib.MAX_BYTES + 1])))
        .hasMessage("inflates to more than 16384 bytes");
    byte[] longer = Arrays.copyOf(Zlib.deflate(new byte[10]), 40);
    assertThatThrownBy(() -> Zlib.inflate(longer)).hasMessageEndingWith("bytes too many");
    byte[] shorter = Arrays.copyOf(Zlib.deflate(new byte[10]), 5);
    assertThatThrownBy(() -> Zlib.inflate(shorter)).hasMessage("is cut off");
    assertThatThrownBy(() -> Zlib.inflate(new byte[] {1, 2, 3}))
        .hasMessage("is not compressed as it should be");
    assertThatThrownBy(() -> DynamicKey007.parse("006")).hasMessage("does not begin with 007");
  }

  @Test
  void theLargestContentStillInflates() throws MalformedTokenException {
    assertThat(Zlib.inflate(Zlib.deflate(new byte[Zlib.MAX_BYTES]))).hasSize(Zlib.MAX_BYTES);
  }

  private static PackedWriter services() {
    return new PackedWriter().u16(1);
  }

  private static DynamicKey007 parse(long lifetime, PackedWriter services)
      throws MalformedTokenException {
    byte[] body =
        new PackedWriter()
            .string(Tokens.APP_ID)
            .u32(1_700_000_000)
            .u32(lifetime)
            .u32(1)
            .raw(services.toBytes())
            .toBytes();
    byte[] content = new PackedWriter().bytes(new byte[32]).raw(body).toBytes();
    return DynamicKey007.parse("007" + Base64Text.encode(Zlib.deflate(content)));
  }

  private static byte[] little(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] hmac(byte[] key, byte[] content) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(content);
  }
}
