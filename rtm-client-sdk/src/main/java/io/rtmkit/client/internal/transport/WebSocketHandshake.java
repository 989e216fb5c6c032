package io.rtmkit.client.internal.transport;

import io.rtmkit.protocol.Frames;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The opening of a WebSocket (RFC 6455, section 4), client side. Reader thread. */
final class WebSocketHandshake {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int MAX_RESPONSE_BYTES = 8 * 1024;

  private WebSocketHandshake() {}

  static void perform(ServerAddress address, SecureRandom random, InputStream in, OutputStream out)
      throws IOException {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    String key = Base64.encode(nonce);
    String request =
        "GET "
            + address.path()
            + " HTTP/1.1\r\nHost: "
            + address.hostAndPort()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
            + key
            + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: "
            + Frames.SUB_PROTOCOL
            + "\r\n\r\n";
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    check(readHead(in), key);
  }

  /** The Sec-WebSocket-Accept that belongs to a key. */
  static String acceptFor(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.encode(sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-1", e);
    }
  }

  private static void check(String head, String key) throws IOException {
    String[] lines = head.split("\r\n", -1);
    if (!lines[0].startsWith("HTTP/1.1 101")) {
      throw new IOException("the WebSocket handshake was answered \"" + lines[0] + "\"");
    }
    Map<String, String> headers = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
        headers.put(name, line.substring(colon + 1).trim());
      }
    }
    require("Upgrade", headers.get("upgrade"), "websocket", true);
    require("Connection", headers.get("connection"), "upgrade", true);
    require("Sec-WebSocket-Accept", headers.get("sec-websocket-accept"), acceptFor(key), false);
    require(
        "Sec-WebSocket-Protocol",
        headers.get("sec-websocket-protocol"),
        Frames.SUB_PROTOCOL,
        false);
  }

  private static void require(
      String header, @Nullable String actual, String expected, boolean anyCase) throws IOException {
    boolean good =
        actual != null && (anyCase ? actual.equalsIgnoreCase(expected) : actual.equals(expected));
    if (!good) {
      throw new IOException("the WebSocket handshake was answered with " + header + ": " + actual);
    }
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the server closed the connection during the WebSocket handshake");
      }
      if (head.size() >= MAX_RESPONSE_BYTES) {
        throw new IOException("the answer to the WebSocket handshake is too long");
      }
      head.write(b);
      boolean expected = b == (matched % 2 == 0 ? '\r' : '\n');
      matched = expected ? matched + 1 : (b == '\r' ? 1 : 0);
    }
    return new String(head.toByteArray(), StandardCharsets.ISO_8859_1);
  }
}
