package io.rtmkit.server.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificate chain of a server, its own certificate first, and the private key that belongs to
 * it. Immutable.
 */
public record PemKeyPair(List<X509Certificate> chain, PrivateKey key) {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /**
   * Reads the files that the configuration names.
   *
   * @throws ConfigException if they are no pair; it never shows what is in the key file
   */
  public static PemKeyPair read(TlsConfig config) {
    return read("tls.", config.certificate(), config.key());
  }

  /**
   * Reads those for Redis.
   *
   * @throws ConfigException as for the server itself
   */
  public static PemKeyPair read(RedisTlsConfig config) {
    return read(RedisTlsConfig.PREFIX, config.certificate(), config.key());
  }

  private static PemKeyPair read(String prefix, String certificateFile, String keyFile) {
    List<X509Certificate> chain = readChain(prefix + "certificate", certificateFile);
    PublicKey publicKey = chain.get(0).getPublicKey();
    String setting = prefix + "key";
    PrivateKey key = readKey(setting, keyFile, publicKey.getAlgorithm());
    if (!belong(key, publicKey)) {
      throw new ConfigException(
          setting, keyFile + " is not the key of the certificate in " + certificateFile);
    }
    return new PemKeyPair(chain, key);
  }

  /**
   * Reads the certificates that Redis may have, or whose makers may have made its.
   *
   * @throws ConfigException if there are none
   */
  public static List<X509Certificate> readTrusted(RedisTlsConfig config) {
    return readChain(RedisTlsConfig.PREFIX + "ca", config.ca());
  }

  /** The certificate of the server itself. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  private static List<X509Certificate> readChain(String setting, String file) {
    byte[] text = readFile(setting, file).getBytes(StandardCharsets.UTF_8);
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (GeneralSecurityException e) {
      // No certificate: the same sentence as for an empty file.
    }
    throw new ConfigException(
        setting, file + " has no certificates in the form -----BEGIN CERTIFICATE-----");
  }

  private static PrivateKey readKey(String setting, String file, String algorithm) {
    Matcher matcher = PEM.matcher(readFile(setting, file));
    if (!matcher.find()) {
      throw new ConfigException(
          setting,
          file
              + " has no -----BEGIN PRIVATE KEY----- block (PKCS #8, without password); convert it:"
              + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ConfigException(
          setting, file + " has no " + algorithm + " key, which the certificate needs");
    }
  }

  /** A mistaken pair would be noticed by clients only. */
  private static boolean belong(PrivateKey key, PublicKey publicKey) {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> publicKey.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String readFile(String setting, String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new ConfigException(setting, "cannot read " + file);
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "PemKeyPair[" + certificate().getSubjectX500Principal() + "]";
  }
}
