package io.rtmkit.server.cluster.script;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.LogEvent;
import io.rtmkit.server.core.channel.LogSlice;
import io.rtmkit.server.core.port.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads what scripts return of channels. Stateless. */
final class ChannelReplies {
  private static final int UNSIGNED_SHORT = 0xffff;

  private ChannelReplies() {}

  static ChannelFacts facts(Reply reply) {
    return new ChannelFacts(
        reply.numberInText(),
        reply.number(),
        reply.count(),
        reply.number(),
        reply.number(),
        reply.number(),
        reply.number(),
        reply.numberInText(),
        reply.texts());
  }

  static LogSlice slice(Reply reply) {
    boolean known = reply.flag();
    long from = reply.number();
    List<LogEvent> events = new ArrayList<>();
    for (Reply entries = reply.list(); entries.hasNext(); ) {
      events.add(event(from + events.size(), entries.bytes()));
    }
    return new LogSlice(known, from, events);
  }

  /** Reads an entry of the log: see channel_log.lua. */
  static LogEvent event(long offset, byte[] entry) {
    int start = Short.BYTES + (ByteBuffer.wrap(entry).getShort() & UNSIGNED_SHORT);
    try {
      CodedInputStream in = CodedInputStream.newInstance(entry, start, entry.length - start);
      return new LogEvent(offset, Publication.parseFrom(in));
    } catch (InvalidProtocolBufferException e) {
      throw StoreException.unknown("an event in Redis is damaged", e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
