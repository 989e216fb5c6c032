package io.rtmkit.server.config;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the public keys that JWTs are checked with. Stateless. */
final class PemPublicKey {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
  private static final int LEAST_RSA_BITS = 2048;
  private static final int EC_BITS = 256;

  private PemPublicKey() {}

  /** Reads an RSA or EC key; {@code name} is the setting's name for the error. */
  static PublicKey parse(String name, String pem) {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.find()) {
      throw new ConfigException(name, "the file has no -----BEGIN PUBLIC KEY----- block");
    }
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
        PublicKey key =
            KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
        checkStrength(name, key);
        return key;
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        // Not a key of this kind; the next one is tried.
      }
    }
    throw new ConfigException(name, "the file has no RSA or EC public key");
  }

  private static void checkStrength(String name, PublicKey key) {
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
      throw new ConfigException(name, "the RSA key is too short, must have 2048 bits or more");
    }
    if (key instanceof ECPublicKey ec
        && ec.getParams().getCurve().getField().getFieldSize() != EC_BITS) {
      throw new ConfigException(name, "the EC key is not on the curve P-256, which ES256 needs");
    }
  }
}
