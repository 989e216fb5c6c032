package io.rtmkit.server.redis;

import io.lettuce.core.SslOptions;
import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.PemKeyPair;
import io.rtmkit.server.config.RedisTlsConfig;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * What TLS to Redis trusts and shows. That the certificate of Redis is valid for the host in the
 * URI is checked in any case, unless the URI says otherwise. Stateless.
 */
final class RedisTls {
  /** Of a store in memory, which nobody else sees. */
  private static final char[] PASSWORD = {};

  private RedisTls() {}

  /** Reads the files; the message of a failure is for a person. */
  static SslOptions options(RedisTlsConfig config) throws IOException {
    SslOptions.Builder options = SslOptions.builder().jdkSslProvider();
    try {
      if (!config.ca().isEmpty()) {
        options.trustManager(trust(config));
      }
      if (!config.certificate().isEmpty()) {
        options.keyManager(own(PemKeyPair.read(config)));
      }
      return options.build();
    } catch (ConfigException e) {
      throw new IOException(e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IOException("store.redis.tls-ca: " + e.getMessage(), e);
    }
  }

  private static TrustManagerFactory trust(RedisTlsConfig config)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    int number = 0;
    for (X509Certificate certificate : PemKeyPair.readTrusted(config)) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust;
  }

  private static KeyManagerFactory own(PemKeyPair pair)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    store.setKeyEntry("own", pair.key(), PASSWORD, pair.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, PASSWORD);
    return own;
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
