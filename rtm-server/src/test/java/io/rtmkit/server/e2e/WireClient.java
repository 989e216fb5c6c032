package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.JoinRequest;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.PingRequest;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A client that knows the wire and nothing else, so that a test can break every rule. */
public final class WireClient implements AutoCloseable {
  private static final int TIMEOUT_MS = 10_000;
  private static final AtomicLong NEXT_MESSAGE = new AtomicLong(new Random().nextLong());

  private final Socket socket;
  private final Queue<Push> pushes = new ArrayDeque<>();
  private long nextRequest = 1;

  private WireClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MS);
  }

  /** Connects and says nothing. */
  public static WireClient connect(TestServer server) {
    try {
      return new WireClient(server.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects and sends the preamble. */
  public static WireClient open(TestServer server) {
    return connect(server).raw(Frames.preamble());
  }

  /** Connects to a server that is another process. */
  public static WireClient open(int port) throws IOException {
    return new WireClient(port).raw(Frames.preamble());
  }

  /** Connects and logs in. */
  public static WireClient login(TestServer server, String userId) {
    WireClient client = open(server);
    Reply reply = client.call(loginRequest(userId));
    assertThat(reply.getCode()).as(reply.getReason()).isZero();
    return client;
  }

  public static Request.Builder loginRequest(String userId) {
    return Request.newBuilder()
        .setLogin(LoginRequest.newBuilder().setAppId(TestServer.APP).setUserId(userId));
  }

  /** A message to a user, under an id of its own. */
  public static Request.Builder toPeer(String peerId, String text) {
    return Request.newBuilder()
        .setPeerMessage(
            PeerMessageRequest.newBuilder()
                .setMessageId(NEXT_MESSAGE.getAndIncrement())
                .setPeerId(peerId)
                .setContent(text(text)));
  }

  /** A message to a channel, under an id of its own. */
  public static Request.Builder toChannel(String channelId, String text) {
    return Request.newBuilder()
        .setPublish(
            PublishRequest.newBuilder()
                .setMessageId(NEXT_MESSAGE.getAndIncrement())
                .setChannelId(channelId)
                .setContent(text(text)));
  }

  private static Content.Builder text(String text) {
    return Content.newBuilder()
        .setType(MessageType.MESSAGE_TYPE_TEXT)
        .setPayload(ByteString.copyFromUtf8(text));
  }

  public static Request.Builder ping() {
    return Request.newBuilder().setPing(PingRequest.getDefaultInstance());
  }

  /** Logs in and returns what the server says. */
  public LoginReply loginReply(String userId) {
    return call(loginRequest(userId)).getLogin();
  }

  public static Request.Builder joinRequest(String channelId) {
    return Request.newBuilder().setJoin(JoinRequest.newBuilder().setChannelId(channelId));
  }

  public Reply join(String channelId) {
    return call(joinRequest(channelId));
  }

  public WireClient raw(byte... bytes) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public WireClient send(Envelope envelope) {
    return raw(Frames.encode(envelope));
  }

  /** Sends a request without waiting; returns its id. */
  public long ask(Request.Builder request) {
    long id = nextRequest++;
    send(Envelope.newBuilder().setRequest(request.setRequestId(id)).build());
    return id;
  }

  /** Sends a request and waits for its reply. */
  public Reply call(Request.Builder request) {
    return reply(ask(request));
  }

  public void ack(long inboxOffset) {
    send(ackOf(inboxOffset));
  }

  public static Envelope ackOf(long inboxOffset) {
    return Envelope.newBuilder().setAck(Ack.newBuilder().setInboxOffset(inboxOffset)).build();
  }

  /** The envelopes that some bytes hold. */
  public static List<Envelope> envelopes(byte[] bytes) {
    List<Envelope> envelopes = new ArrayList<>();
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    try {
      for (Envelope e = read(in); e != null; e = read(in)) {
        envelopes.add(e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return envelopes;
  }

  private static Envelope read(InputStream in) throws IOException {
    return Frames.read(in, Limits.SERVER_FRAME_BYTES);
  }

  /** Waits for the reply to a request; pushes that come before it are kept. */
  public Reply reply(long requestId) {
    while (true) {
      Envelope envelope = read();
      assertThat(envelope).as("the server hung up").isNotNull();
      if (envelope.hasPush()) {
        pushes.add(envelope.getPush());
      } else if (envelope.getReply().getRequestId() == requestId) {
        return envelope.getReply();
      }
    }
  }

  /** Waits for the next push. */
  public Push push() {
    while (pushes.isEmpty()) {
      Envelope envelope = read();
      assertThat(envelope).as("the server hung up").isNotNull();
      if (envelope.hasPush()) {
        pushes.add(envelope.getPush());
      }
    }
    return pushes.remove();
  }

  /** Reads to the end of the connection; returns the close code that came before it, if any. */
  public CloseCode closeCode() {
    CloseCode code = CloseCode.CLOSE_CODE_UNSPECIFIED;
    for (Envelope e = read(); e != null; e = read()) {
      if (e.getPush().hasGoodbye()) {
        code = CloseCode.forNumber(e.getPush().getGoodbye().getCloseCode());
      }
    }
    return code;
  }

  /** The next envelope, or null at the end of the connection. */
  public Envelope read() {
    try {
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Socket socket() {
    return socket;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
