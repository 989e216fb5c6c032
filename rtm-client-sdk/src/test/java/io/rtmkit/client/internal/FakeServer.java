package io.rtmkit.client.internal;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.ClientLimits;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.GoodbyePush;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Timing;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that does what the test says, step by step, on the test's thread. Waits 15 s at most.
 */
final class FakeServer implements AutoCloseable {
  static final int WAIT_MS = 15_000;

  private final ServerSocket socket;

  /** A socket that nobody refers to is closed by the garbage collector. */
  private final List<Socket> accepted = new ArrayList<>();

  FakeServer() throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  FakeServer(ServerSocket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(WAIT_MS);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Waits for a client and its preamble. */
  Connection accept() throws IOException {
    Connection connection = new Connection(acceptSocket());
    if (!java.util.Arrays.equals(connection.in.readNBytes(4), Frames.preamble())) {
      throw new IOException("no preamble");
    }
    return connection;
  }

  Socket acceptSocket() throws IOException {
    Socket client = socket.accept();
    accepted.add(client);
    client.setSoTimeout(WAIT_MS);
    return client;
  }

  /** Waits for a client and lets it log in. */
  Connection acceptLogin() throws IOException {
    Connection connection = accept();
    connection.replyLogin(connection.nextRequest(), LoginReply.newBuilder());
    return connection;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : accepted) {
      client.close();
    }
  }

  /** One client's connection. */
  static final class Connection {
    final Socket socket;
    private final InputStream in;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    }

    /** The next frame; null at the end of the stream. */
    Envelope next() throws IOException {
      return Frames.read(in, 1 << 20);
    }

    /** Whether something has come that was not taken yet. */
    boolean hasInput() throws IOException {
      return in.available() > 0;
    }

    /** Waits for the client to end the connection; answers false if it has not in this time. */
    boolean awaitEnd(int ms) throws IOException {
      socket.setSoTimeout(ms);
      try {
        return in.read() < 0;
      } catch (SocketTimeoutException e) {
        return false;
      }
    }

    /** The next frame, which must be a request. */
    Request nextRequest() throws IOException {
      Envelope envelope = next();
      if (envelope == null || !envelope.hasRequest()) {
        throw new IOException("no request but " + envelope);
      }
      return envelope.getRequest();
    }

    /** The next frame, which must be an ack. */
    Ack nextAck() throws IOException {
      Envelope envelope = next();
      if (envelope == null || !envelope.hasAck()) {
        throw new IOException("no ack but " + envelope);
      }
      return envelope.getAck();
    }

    void replyLogin(Request login, LoginReply.Builder reply) throws IOException {
      LoginRequest body = login.getLogin();
      reply
          .setSessionId("session of " + body.getUserId())
          .setResumeSecret(ByteString.copyFromUtf8("secret"));
      if (!reply.hasTiming()) {
        reply.setTiming(timing(60_000, 60_000));
      }
      if (!reply.hasLimits()) {
        reply.setLimits(ClientLimits.newBuilder().setRequestsInFlight(100).setMessageBytes(32_768));
      }
      reply(login, Reply.newBuilder().setLogin(reply));
    }

    void reply(Request to, Reply.Builder reply) throws IOException {
      send(Envelope.newBuilder().setReply(reply.setRequestId(to.getRequestId())).build());
    }

    void ok(Request to) throws IOException {
      reply(to, Reply.newBuilder());
    }

    void refuse(Request to, int code, String reason) throws IOException {
      reply(to, Reply.newBuilder().setCode(code).setReason(reason));
    }

    /** Sends pushes in one write. */
    void push(Push.Builder... pushes) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (Push.Builder push : pushes) {
        bytes.write(Frames.encode(Envelope.newBuilder().setPush(push).build()));
      }
      write(bytes.toByteArray());
    }

    void goodbye(CloseCode code) throws IOException {
      push(
          Push.newBuilder()
              .setGoodbye(
                  GoodbyePush.newBuilder().setCloseCode(code.getNumber()).setReason("because")));
      socket.close();
    }

    void send(Envelope envelope) throws IOException {
      write(Frames.encode(envelope));
    }

    void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    void close() throws IOException {
      socket.close();
    }

    static Timing timing(int heartbeatMs, int interruptedMs) {
      return Timing.newBuilder()
          .setHeartbeatIntervalMs(heartbeatMs)
          .setInterruptedAfterMs(interruptedMs)
          .setGraceMs(30_000)
          .build();
    }
  }
}
