package io.rtmkit.server.core.lane;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.core.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A connection without a network: keeps what was written to it. */
public final class FakeLink implements Link {
  /** Frames joined by a fake lane. */
  record Joined(List<byte[]> frames) implements JoinedFrames {
    @Override
    public void release() {}
  }

  private final ManualLoop loop;
  private final ManualClock clock;
  private final List<Envelope> received = new ArrayList<>();
  private long lastReadNanos;
  private int flushes;
  private CloseCode closeCode;

  public FakeLink(ManualLoop loop, ManualClock clock) {
    this.loop = loop;
    this.clock = clock;
    heard();
  }

  /** A byte arrived from the client just now. */
  public void heard() {
    lastReadNanos = clock.nanoTime();
  }

  @Override
  public Lane lane() {
    return loop.lane();
  }

  @Override
  public void write(byte[] frame) {
    try {
      received.add(Frames.read(new ByteArrayInputStream(frame), frame.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lane().touched(this);
  }

  @Override
  public void write(JoinedFrames frames) {
    ((Joined) frames).frames().forEach(this::write);
  }

  @Override
  public void flush() {
    flushes++;
  }

  @Override
  public void close(CloseCode code, String reason) {
    closeCode = code;
  }

  @Override
  public long lastReadNanos() {
    return lastReadNanos;
  }

  @Override
  public String remoteAddress() {
    return "test";
  }

  /** Everything written so far, after the lane has run. */
  public List<Envelope> received() {
    loop.run();
    return received;
  }

  public List<Push> pushes() {
    return received().stream().filter(Envelope::hasPush).map(Envelope::getPush).toList();
  }

  /** The ids of the messages from user to user. */
  public List<Long> peerMessageIds() {
    return pushes().stream()
        .filter(Push::hasPeerMessage)
        .map(push -> push.getPeerMessage().getMessageId())
        .toList();
  }

  /** What was told of the attributes of channels. */
  public List<ChannelAttributesPush> attributeNotices() {
    return pushes().stream()
        .filter(Push::hasChannelAttributes)
        .map(Push::getChannelAttributes)
        .toList();
  }

  public List<Reply> replies() {
    return received().stream().filter(Envelope::hasReply).map(Envelope::getReply).toList();
  }

  public List<Publication> publications() {
    return pushes().stream().filter(Push::hasPublication).map(Push::getPublication).toList();
  }

  public int flushes() {
    return flushes;
  }

  /** Null while nobody closed it. */
  public CloseCode closeCode() {
    return closeCode;
  }
}
