package io.rtmkit.loadtest.compare.driver;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.rtmkit.loadtest.compare.dialect.Dialect;
import io.rtmkit.loadtest.compare.dialect.FrameCutter;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One client of a peer: cuts its dialect's frames out of what it reads. Event loop only. */
public final class Connection extends FrameCutter {
  /** What a work does with the frames of a connection. Called on the event loop. */
  public interface Ear {
    /** A message; whether it has a payload is for the ear to find out. */
    void onMessage(Connection connection, ByteBuf in, int from, int length);

    /** A request was answered. */
    default void onDone(Connection connection) {}

    /** Everything that came together has been given. */
    default void onRead(Connection connection) {}
  }

  private static final Ear DEAF = (connection, in, from, length) -> {};

  private final Dialect dialect;
  private final String user;
  private final CompletableFuture<Connection> connected = new CompletableFuture<>();
  private @Nullable CompletableFuture<Connection> subscribed;
  private Ear ear = DEAF;
  private @Nullable ChannelHandlerContext channel;
  private @Nullable ByteBuf out;
  private long lastWriteNanos;
  private boolean closing;

  /** State of the work that the connection takes part in: a number for each to use as it likes. */
  public long next;

  Connection(Dialect dialect, String user) {
    this.dialect = dialect;
    this.user = user;
  }

  public Dialect dialect() {
    return dialect;
  }

  public String user() {
    return user;
  }

  CompletableFuture<Connection> connected() {
    return connected;
  }

  /** Who hears the messages from now on. */
  public void setEar(Ear newEar) {
    ear = newEar;
  }

  /** Subscribes to a topic. */
  public CompletableFuture<Connection> subscribe(String topic) {
    CompletableFuture<Connection> answer = new CompletableFuture<>();
    subscribed = answer;
    dialect.subscribe(out(), topic);
    flush();
    return answer;
  }

  /** Where the next bytes to send are written; sent by {@link #flush}. */
  public ByteBuf out() {
    if (out == null) {
      out = context().alloc().directBuffer(1024);
    }
    return out;
  }

  /** Sends what was written. */
  public void flush() {
    ByteBuf bytes = out;
    if (bytes != null) {
      out = null;
      lastWriteNanos = System.nanoTime();
      context().writeAndFlush(bytes, context().voidPromise());
    }
  }

  private ChannelHandlerContext context() {
    if (channel == null) {
      throw new IllegalStateException("not connected");
    }
    return channel;
  }

  void keepAliveIfDue(long now) {
    long after = dialect.keepAliveMillis() * 900_000L; // a little before it is late
    if (after > 0 && now - lastWriteNanos > after && connected.isDone()) {
      dialect.keepAlive(out());
      flush();
    }
  }

  void close() {
    closing = true;
    if (channel != null) {
      // A reset: ten thousand connections that linger in the system would hinder the next.
      channel.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      channel.close();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    channel = ctx;
    dialect.connect(out(), user);
    flush();
  }

  @Override
  protected int frameLength(ByteBuf in, int from, int end) {
    return dialect.frameLength(in, from, end);
  }

  @Override
  protected void onRead() {
    ear.onRead(this);
  }

  @Override
  protected void onFrame(ChannelHandlerContext ctx, ByteBuf in, int from, int length) {
    switch (dialect.kind(in, from, length)) {
      case MESSAGE -> ear.onMessage(this, in, from, length);
      case DONE -> ear.onDone(this);
      case ANSWER -> onAnswer();
      case GO_ON -> {
        dialect.goOn(out());
        flush();
      }
      case PING -> {
        dialect.pong(out());
        flush();
      }
      case REFUSED -> fail("the server refused: " + dialect.describe(in, from, length));
      case OTHER -> {}
    }
  }

  private void onAnswer() {
    if (!connected.isDone()) {
      connected.complete(this);
    } else if (subscribed != null) {
      CompletableFuture<Connection> answer = subscribed;
      subscribed = null;
      answer.complete(this);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    super.channelInactive(ctx);
    if (!closing) {
      fail("the server closed the connection of " + user);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(String.valueOf(cause));
    ctx.close();
  }

  private void fail(String why) {
    IOException problem = new IOException(why);
    boolean told = connected.completeExceptionally(problem);
    if (subscribed != null) {
      told |= subscribed.completeExceptionally(problem);
    }
    if (!told) {
      // Nobody waits here: the work notices what is missing, and this says why.
      System.err.println("rtm-bench: " + why);
    }
  }
}
