package io.rtmkit.loadtest.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection for a few commands, one after the other; blocks its caller. One thread. */
public final class RedisConnection implements AutoCloseable {
  private static final int PATIENCE_MS = 5_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  RedisConnection(int port) throws IOException {
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Asks a Redis for one thing, on a connection of its own. */
  static String ask(int port, String... words) throws IOException {
    try (RedisConnection connection = new RedisConnection(port)) {
      return connection.text(words);
    }
  }

  /** Sends a command whose answer is a text or a number; empty if it is nothing. */
  public String text(String... words) throws IOException {
    List<String> answer = list(words);
    return answer.isEmpty() ? "" : answer.get(0);
  }

  /**
   * Sends a command; lists within the answer are made one list.
   *
   * @throws IOException if Redis answers an error, or not at all
   */
  public List<String> list(String... words) throws IOException {
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    write(command, "*" + words.length);
    for (String word : words) {
      write(command, "$" + word.getBytes(StandardCharsets.UTF_8).length);
      write(command, word);
    }
    socket.getOutputStream().write(command.toByteArray());
    List<String> answer = new ArrayList<>();
    String error = read(answer);
    if (error != null) {
      throw new IOException("Redis answered to " + words[0] + ": " + error);
    }
    return answer;
  }

  private static void write(ByteArrayOutputStream to, String line) {
    to.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Reads one value; answers the error if it is one, or has one in it. */
  private @Nullable String read(List<String> into) throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '-' -> rest;
      case '$' -> readText(Integer.parseInt(rest), into);
      case '*' -> readAll(Integer.parseInt(rest), into);
      default -> {
        into.add(rest);
        yield null;
      }
    };
  }

  private @Nullable String readText(int length, List<String> into) throws IOException {
    if (length >= 0) {
      into.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      line();
    }
    return null;
  }

  private @Nullable String readAll(int count, List<String> into) throws IOException {
    String error = null;
    for (int i = 0; i < count; i++) {
      String problem = read(into);
      error = problem == null ? error : problem;
    }
    return error;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("Redis has closed the connection");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
