package io.rtmkit.client.internal.transport;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Connects sockets and puts TLS on them. Blocking; reader thread. */
final class Sockets {
  private static final int CONNECT_TIMEOUT_MS = 5_000;

  private Sockets() {}

  /** All addresses of a host, in the order to try them. */
  static InetAddress[] resolve(String host) throws IOException {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("unknown host " + host, e);
    }
  }

  static void connect(Socket socket, InetAddress address, int port) throws IOException {
    // Requests are small and somebody waits for each.
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(address, port), CONNECT_TIMEOUT_MS);
  }

  /**
   * Does the TLS handshake over a connected socket and makes sure that the certificate is trusted
   * and names the host.
   *
   * @param caFile PEM file of the authorities to trust; null for the platform's
   */
  static Socket startTls(Socket socket, ServerAddress server, @Nullable String caFile)
      throws IOException {
    SSLSocketFactory factory = caFile == null ? platformFactory() : factoryTrusting(caFile);
    SSLSocket tls = (SSLSocket) factory.createSocket(socket, server.host(), server.port(), true);
    boolean nameChecked = demandHostName(tls);
    tls.startHandshake();
    if (!nameChecked
        && !HttpsURLConnection.getDefaultHostnameVerifier()
            .verify(server.host(), tls.getSession())) {
      throw new SSLPeerUnverifiedException("the certificate does not name " + server.host());
    }
    return tls;
  }

  // Android has this method from API level 24 on; before, its default verifier does the check.
  // (On a JVM that verifier refuses everybody, so it cannot be used for both.)
  private static boolean demandHostName(SSLSocket tls) {
    try {
      SSLParameters parameters = tls.getSSLParameters();
      SSLParameters.class
          .getMethod("setEndpointIdentificationAlgorithm", String.class)
          .invoke(parameters, "HTTPS");
      tls.setSSLParameters(parameters);
      return true;
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  private static SSLSocketFactory platformFactory() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  private static SSLSocketFactory factoryTrusting(String caFile) throws IOException {
    try (InputStream pem = new FileInputStream(caFile)) {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        authorities.setCertificateEntry("authority-" + count++, each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the authorities in " + caFile + ": " + e.getMessage(), e);
    }
  }
}
