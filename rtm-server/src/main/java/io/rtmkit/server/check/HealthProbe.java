package io.rtmkit.server.check;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.PingRequest;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.config.ServerConfig;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Sends one ping to a server over its own protocol and waits for the reply. Immutable. */
public record HealthProbe(String host, int port, boolean tls) {
  private static final int PING_ID = 1;

  /** An address that means all of this machine's: there is none to connect to. */
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

  /** The server that a configuration starts. */
  public static HealthProbe of(ServerConfig config) {
    String host = config.listen().host();
    String reachable = ANY_ADDRESS.contains(host) ? "localhost" : host;
    return new HealthProbe(reachable, config.listen().port(), config.tls().isEnabled());
  }

  public String address() {
    return host + ":" + port;
  }

  /**
   * Pings the server.
   *
   * @return how long it took
   * @throws IOException if the server did not answer as it should; the message says what happened
   */
  public Duration ping(Duration timeout) throws IOException {
    long start = System.nanoTime();
    int timeoutMs = (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE);
    try (Socket plain = new Socket()) {
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new UnknownHostException("unknown host " + host);
      }
      plain.connect(address, timeoutMs);
      plain.setSoTimeout(timeoutMs);
      try (Socket socket = tls ? secure(plain) : plain) {
        exchange(socket);
      }
    } catch (SocketTimeoutException e) {
      throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void exchange(Socket socket) throws IOException {
    Request ping =
        Request.newBuilder()
            .setRequestId(PING_ID)
            .setPing(PingRequest.getDefaultInstance())
            .build();
    OutputStream out = socket.getOutputStream();
    out.write(Frames.preamble());
    out.write(Frames.encode(Envelope.newBuilder().setRequest(ping).build()));
    out.flush();
    Envelope answer =
        Frames.read(new BufferedInputStream(socket.getInputStream()), Limits.SERVER_FRAME_BYTES);
    if (answer == null) {
      throw new IOException("the connection was closed without an answer");
    }
    if (answer.hasPush() && answer.getPush().hasGoodbye()) {
      throw new IOException(
          "the server says goodbye: " + answer.getPush().getGoodbye().getReason());
    }
    if (!answer.hasReply() || answer.getReply().getRequestId() != PING_ID) {
      throw new IOException("the answer is no reply to the ping");
    }
    if (answer.getReply().getCode() != 0) {
      throw new IOException("the ping was answered with code " + answer.getReply().getCode());
    }
  }

  /**
   * Takes any certificate. The question is whether the server answers; a check from inside reaches
   * it as localhost, for which no certificate is made, and sends nothing that is secret.
   */
  private Socket secure(Socket plain) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAnything()}, null);
      return context.getSocketFactory().createSocket(plain, host, port, true);
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java has no TLS", e);
    }
  }

  /** Accepts every certificate; for this probe only. */
  private static final class TrustAnything extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
