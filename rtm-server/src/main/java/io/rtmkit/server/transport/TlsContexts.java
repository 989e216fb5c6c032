package io.rtmkit.server.transport;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.rtmkit.server.config.TlsConfig;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes the TLS side of the client port out of the configuration. Stateless. */
final class TlsContexts {
  static {
    // TLS 1.2 lets a client start the costly handshake again and again.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  private TlsContexts() {}

  /** Null if no certificate is configured. */
  static @Nullable SslContext create(TlsConfig config) throws IOException {
    if (!config.isEnabled()) {
      return null;
    }
    try {
      return SslContextBuilder.forServer(new File(config.certificate()), new File(config.key()))
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (IllegalArgumentException e) {
      throw new IOException("tls.certificate or tls.key cannot be used: " + e.getMessage(), e);
    }
  }
}
