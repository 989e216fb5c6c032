package io.rtmkit.server.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.zip.CRC32;

/**
 * A token that begins with 006: "006", the app id, and in base64 a signature, two checksums and a
 * message with salt, end and privileges. The user id is not in it, only signed; it takes the place
 * that the format has for a channel name, and the place for a user id is empty. Immutable.
 */
public final class DynamicKey006 {
  static final String PREFIX = "006";

  private static final int APP_ID_END = PREFIX.length() + 32;
  private static final int LOGIN = 1000;

  private final String appId;
  private final byte[] signature;
  private final long channelChecksum;
  private final long userChecksum;
  private final byte[] message;
  private final long endSeconds;
  private final Map<Integer, Long> privileges;

  private DynamicKey006(String token) throws MalformedTokenException {
    appId = token.substring(PREFIX.length(), APP_ID_END);
    PackedReader content = new PackedReader(Base64Text.decode(token.substring(APP_ID_END)));
    signature = content.bytes();
    channelChecksum = content.u32();
    userChecksum = content.u32();
    message = content.bytes();
    content.requireEnd();
    PackedReader fields = new PackedReader(message);
    fields.u32(); // the salt has done its work in the signature
    endSeconds = fields.u32();
    privileges = fields.privileges();
    fields.requireEnd();
  }

  /** Takes a token apart and believes nothing of it. */
  static DynamicKey006 parse(String token) throws MalformedTokenException {
    if (token.length() < APP_ID_END || !token.startsWith(PREFIX)) {
      throw new MalformedTokenException("is cut off");
    }
    return new DynamicKey006(token);
  }

  /**
   * Makes a token that ends with the grant's lifetime.
   *
   * @param salt any number; a random one keeps two tokens of one second apart
   */
  public static String build(TokenGrant grant, String certificate, int salt) {
    long end = grant.issuedAtSeconds() + grant.lifetimeSeconds();
    byte[] message = new PackedWriter().u32(salt).u32(end).privileges(Map.of(LOGIN, end)).toBytes();
    byte[] content =
        new PackedWriter()
            .bytes(sign(certificate, grant.appId(), grant.userId(), message))
            .u32(checksum(grant.userId()))
            .u32(checksum(""))
            .bytes(message)
            .toBytes();
    return PREFIX + grant.appId() + Base64Text.encode(content);
  }

  String appId() {
    return appId;
  }

  /**
   * Whether this certificate made the token for this user. The checksums are not signed: compared.
   */
  boolean isGenuine(String certificate, String userId) {
    return Hmac.matches(sign(certificate, appId, userId, message), signature)
        && channelChecksum == checksum(userId)
        && userChecksum == checksum("");
  }

  /** The end of the token: its own, whatever end a privilege has. */
  long endMs() {
    return endSeconds * 1000;
  }

  boolean allowsLogin() {
    return privileges.containsKey(LOGIN);
  }

  private static byte[] sign(String certificate, String appId, String userId, byte[] message) {
    byte[] signed =
        new PackedWriter()
            .raw(appId.getBytes(UTF_8))
            .raw(userId.getBytes(UTF_8))
            .raw(message)
            .toBytes();
    return Hmac.sign(certificate.getBytes(UTF_8), signed);
  }

  private static long checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(UTF_8));
    return crc.getValue();
  }
}
