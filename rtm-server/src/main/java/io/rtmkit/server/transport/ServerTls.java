package io.rtmkit.server.transport;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.PemKeyPair;
import io.rtmkit.server.config.TlsConfig;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The TLS side of the client port. New connections take the certificate of the moment, open ones
 * keep theirs. Thread-safe.
 */
final class ServerTls {
  static {
    // TLS 1.2 lets a client start the costly handshake again and again.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  private volatile @Nullable SslContext context;

  /** Null if no certificate is configured. */
  @Nullable SslContext context() {
    return context;
  }

  /**
   * Reads the files anew.
   *
   * @throws IOException if they cannot be used; nothing has changed then
   */
  void load(TlsConfig config) throws IOException {
    context = config.isEnabled() ? create(config) : null;
  }

  private static SslContext create(TlsConfig config) throws IOException {
    try {
      PemKeyPair pair = PemKeyPair.read(config);
      return SslContextBuilder.forServer(pair.key(), pair.chain())
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (ConfigException e) {
      throw new IOException(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("tls.certificate or tls.key cannot be used: " + e.getMessage(), e);
    }
  }
}
