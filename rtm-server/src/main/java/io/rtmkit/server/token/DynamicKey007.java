package io.rtmkit.server.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token that begins with 007: "007", and in base64 and zlib a signature and the body it signs:
 * app id, issue time, lifetime, salt, and services with privileges. Only the service for messaging
 * counts here. Immutable.
 */
public final class DynamicKey007 {
  static final String PREFIX = "007";

  private static final int MESSAGING_SERVICE = 2;
  private static final int LOGIN = 1;
  private static final long LONGEST_LIFETIME_SECONDS = 24 * 3600;

  private final byte[] signature;
  private final byte[] body;
  private final String appId;
  private final long issuedSeconds;
  private final long lifetimeSeconds;
  private final long salt;
  private final @Nullable Messaging messaging;

  /** The service that lets a user log in here. */
  private record Messaging(Map<Integer, Long> privileges, String userId) {}

  private DynamicKey007(byte[] content) throws MalformedTokenException {
    PackedReader outer = new PackedReader(content);
    signature = outer.bytes();
    body = outer.rest();
    PackedReader fields = new PackedReader(body);
    appId = fields.string();
    issuedSeconds = fields.u32();
    lifetimeSeconds = fields.u32();
    salt = fields.u32();
    messaging = findMessaging(fields);
  }

  /** Takes a token apart and believes nothing of it. */
  static DynamicKey007 parse(String token) throws MalformedTokenException {
    if (!token.startsWith(PREFIX)) {
      throw new MalformedTokenException("does not begin with " + PREFIX);
    }
    return new DynamicKey007(Zlib.inflate(Base64Text.decode(token.substring(PREFIX.length()))));
  }

  /**
   * Makes a token.
   *
   * @param salt any number; a random one keeps two tokens of one second apart
   */
  public static String build(TokenGrant grant, String certificate, int salt) {
    byte[] body =
        new PackedWriter()
            .string(grant.appId())
            .u32(grant.issuedAtSeconds())
            .u32(grant.lifetimeSeconds())
            .u32(salt)
            .u16(1)
            .u16(MESSAGING_SERVICE)
            .privileges(Map.of(LOGIN, grant.lifetimeSeconds()))
            .string(grant.userId())
            .toBytes();
    byte[] signature = sign(certificate, grant.issuedAtSeconds(), salt, body);
    byte[] content = new PackedWriter().bytes(signature).raw(body).toBytes();
    return PREFIX + Base64Text.encode(Zlib.deflate(content));
  }

  String appId() {
    return appId;
  }

  /** Whether this certificate made the token. */
  boolean isGenuine(String certificate) {
    return Hmac.matches(sign(certificate, issuedSeconds, salt, body), signature);
  }

  /** Whether the token is for another user; one without the service is for nobody. */
  boolean isForOther(String userId) {
    return messaging != null && !messaging.userId().equals(userId);
  }

  /** The earlier of the token's end and that of the right to log in; both count from the issue. */
  long endMs() {
    long lifetime = Math.min(lifetimeSeconds, LONGEST_LIFETIME_SECONDS);
    long login = messaging == null ? 0 : messaging.privileges().getOrDefault(LOGIN, 0L);
    if (login != 0) {
      lifetime = Math.min(lifetime, login);
    }
    return (issuedSeconds + lifetime) * 1000;
  }

  boolean allowsLogin() {
    return messaging != null && messaging.privileges().containsKey(LOGIN);
  }

  private static @Nullable Messaging findMessaging(PackedReader in) throws MalformedTokenException {
    int services = in.u16();
    for (int i = 0; i < services; i++) {
      int type = in.u16();
      Map<Integer, Long> privileges = in.privileges();
      if (type == MESSAGING_SERVICE) {
        return new Messaging(privileges, in.string());
      }
      if (!skipService(type, in)) {
        return null;
      }
    }
    return null;
  }

  /**
   * Skips what follows the privileges of a service for something else. Services are sorted by type,
   * so messaging (2) comes before nearly all; of a type whose layout is not known, the end cannot
   * be found.
   */
  private static boolean skipService(int type, PackedReader in) throws MalformedTokenException {
    switch (type) {
      case 1, 3, 6 -> { // audio and video, streaming, their distribution: channel, user
        in.bytes();
        in.bytes();
      }
      case 4 -> {} // network acceleration: nothing
      case 5 -> in.bytes(); // chat: user
      case 7 -> { // education: room, user, role
        in.bytes();
        in.bytes();
        in.u16();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static byte[] sign(String certificate, long issuedSeconds, long salt, byte[] body) {
    byte[] inner =
        Hmac.sign(new PackedWriter().u32(issuedSeconds).toBytes(), certificate.getBytes(UTF_8));
    return Hmac.sign(Hmac.sign(new PackedWriter().u32(salt).toBytes(), inner), body);
  }
}
