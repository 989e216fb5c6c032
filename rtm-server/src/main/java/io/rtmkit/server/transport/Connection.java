package io.rtmkit.server.transport;

import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.DecoderException;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.lane.JoinedFrames;
import io.rtmkit.server.core.lane.Lane;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.handler.Client;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket. Gives what it reads to the dispatcher, and is the link that the domain writes to:
 * small frames of one turn are collected into one buffer, shared buffers are passed on as they are.
 * Event loop only, but for {@link #close} and {@link #lastReadNanos}.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Link {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);
  private static final int COLLECT_BYTES = 512;
  private static final int COLLECTED_AT_MOST = 64 * 1024;
  private static final long SLOW_AFTER_SECONDS = 3;
  private static final long CLOSE_WITHIN_SECONDS = 1;

  /** A backlog this many times over the bound is not waited for. */
  private static final int HOPELESS_FACTOR = 4;

  private final ConnectionContext context;
  private final Lane lane;
  private final FrameReader reader;
  private final boolean webSocket;
  private final String remoteAddress;
  private final Client client;
  private final Channel channel;
  private volatile long lastReadNanos;
  private @Nullable ByteBuf collected;
  private int likelyBytes = COLLECT_BYTES;

  /** Whether the clock was looked at for what is being read. */
  private boolean heard;

  private boolean touched;
  private boolean closing;
  private int timesUnwritable;

  /** Creates the connection; its creator adds it to the end of the pipeline. */
  Connection(ConnectionContext context, Channel channel, FrameReader reader, boolean webSocket) {
    this.context = context;
    this.channel = channel;
    this.lane = context.lanes().of(channel.eventLoop());
    this.reader = reader;
    this.webSocket = webSocket;
    this.remoteAddress = String.valueOf(channel.remoteAddress());
    this.client = new Client(this, context.config().rates().frames());
    this.lastReadNanos = context.clock().nanoTime();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context.telemetry().connectionOpened(webSocket);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    context.telemetry().connectionClosed(webSocket);
  }

  /** The decoders in front pass on requests and acks, and nothing else. */
  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    if (closing) {
      return;
    }
    if (!heard) {
      heard = true;
      lastReadNanos = context.clock().nanoTime();
    }
    context.dispatcher().onMessage(client, (MessageLite) message, lastReadNanos);
  }

  @Override
  public void admitted() {
    reader.setMaxBytes(context.config().limits().frameBytes());
    LoginTimeout.cancel(channel.pipeline());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext reading) {
    if (!heard) {
      lastReadNanos = context.clock().nanoTime();
    }
    heard = false;
    context.telemetry().received(reader.takeReadBytes());
    reading.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext reading) {
    closing = true;
    dropCollected();
    context.dispatcher().onDisconnected(client);
    reading.fireChannelInactive();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext reading) {
    // Who does not read is not read: whatever a client causes to be sent is bounded by this.
    channel.config().setAutoRead(channel.isWritable());
    if (!channel.isWritable()) {
      int times = ++timesUnwritable;
      channel.eventLoop().schedule(() -> checkSlow(times), SLOW_AFTER_SECONDS, TimeUnit.SECONDS);
    }
    reading.fireChannelWritabilityChanged();
  }

  /** Closes a client that has not caught up since it fell behind for the n-th time. */
  private void checkSlow(int times) {
    if (times == timesUnwritable && !channel.isWritable()) {
      closeSlow();
    }
  }

  /** Cuts the client off; a goodbye would only join the backlog. */
  private void closeSlow() {
    if (!closing) {
      closing = true;
      context.telemetry().closing(CloseCode.CLOSE_CODE_SLOW_CONSUMER);
      if (context.strangers().allows()) {
        log.info(
            "{} reads too slowly and is cut off ({})",
            remoteAddress,
            CloseCode.CLOSE_CODE_SLOW_CONSUMER.getNumber());
      }
      dropCollected();
      cutOff();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext reading, Throwable cause) {
    Throwable root =
        cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
    if (root instanceof BadFrameException bad) {
      if (context.strangers().allows()) {
        log.info("{} is closed: {}", remoteAddress, bad.reason());
      }
      closeNow(bad.closeCode(), bad.reason());
    } else if (root instanceof IOException || cause instanceof DecoderException) {
      log.debug("{} is lost: {}", remoteAddress, root.toString());
      channel.close();
    } else {
      if (context.strangers().allows()) {
        log.error("{} is closed for a fault of the server", remoteAddress, root);
      }
      closeNow(CloseCode.CLOSE_CODE_INTERNAL_ERROR, "a fault of the server, see its log");
    }
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public void write(byte[] frame) {
    if (closing) {
      return;
    }
    if (collected == null) {
      collected = channel.alloc().directBuffer(Math.max(likelyBytes, frame.length));
    }
    collected.writeBytes(frame);
    if (collected.readableBytes() >= COLLECTED_AT_MOST) {
      passOnCollected();
    }
    touch();
  }

  @Override
  public void write(JoinedFrames frames) {
    if (closing) {
      return;
    }
    passOnCollected();
    SharedBuffer shared = (SharedBuffer) frames;
    passOn(webSocket ? shared.retainedMessage() : shared.retainedFrames());
    touch();
  }

  private void touch() {
    if (!touched) {
      touched = true;
      lane.touched(this);
    }
  }

  private void passOnCollected() {
    ByteBuf frames = collected;
    if (frames == null) {
      return;
    }
    collected = null;
    likelyBytes = Math.max(COLLECT_BYTES, frames.readableBytes()); // as much as the last time
    passOn(inMessage(frames));
  }

  /** The frames as this transport carries them; takes the buffer over. */
  private ByteBuf inMessage(ByteBuf frames) {
    if (!webSocket) {
      return frames;
    }
    ByteBuf message = WebSocketMessages.wrap(channel.alloc(), frames);
    frames.release();
    return message;
  }

  private void passOn(ByteBuf bytes) {
    context.telemetry().sent(bytes.readableBytes());
    channel.write(bytes, channel.voidPromise());
    if (!channel.isWritable()) {
      channel.flush(); // a long turn: let go what the socket takes before judging
      if (isHopeless()) {
        closeSlow();
      }
    }
  }

  private boolean isHopeless() {
    var buffer = channel.unsafe().outboundBuffer();
    long bound = (long) HOPELESS_FACTOR * context.config().session().sendBufferBytes();
    return buffer != null && buffer.totalPendingWriteBytes() > bound;
  }

  private void dropCollected() {
    if (collected != null) {
      collected.release();
      collected = null;
    }
  }

  @Override
  public void flush() {
    touched = false;
    if (!closing) {
      passOnCollected();
      channel.flush();
    }
  }

  @Override
  public void close(CloseCode code, String reason) {
    lane.execute(() -> closeNow(code, reason));
  }

  private void closeNow(CloseCode code, String reason) {
    if (closing) {
      return;
    }
    passOnCollected();
    closing = true;
    context.telemetry().closing(code);
    log.debug("{} is closed: {} {}", remoteAddress, code, reason);
    channel.eventLoop().schedule(this::cutOff, CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS);
    channel.write(inMessage(Unpooled.wrappedBuffer(Goodbye.encode(code, reason))));
    channel
        .writeAndFlush(webSocket ? Goodbye.frame(code, reason) : Unpooled.EMPTY_BUFFER)
        .addListener(Goodbye.hangUp(channel));
  }

  /** The end of patience: a reset, so that the kernel drops its part of a backlog too. */
  private void cutOff() {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      channel.close();
    }
  }

  @Override
  public long lastReadNanos() {
    return lastReadNanos;
  }

  @Override
  public String remoteAddress() {
    return remoteAddress;
  }
}
