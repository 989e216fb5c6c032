package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.MemberMark;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The marks of channel members. All of them are in memory too, so that a join need not wait for a
 * read. Writer thread; {@link #find} is for any thread.
 */
final class MemberTable {
  private record Member(Conversation channel, String userId) {}

  private final Map<Member, MemberMark> marks = new ConcurrentHashMap<>();

  MemberTable(Database database) throws RocksDBException {
    database.scanAll(
        Table.MEMBER,
        (key, value) -> {
          // Kind, app, channel, nothing, user: see Keys.member.
          String[] texts = Keys.texts(key, 1, 4);
          ByteBuffer in = ByteBuffer.wrap(value);
          marks.put(
              new Member(Conversation.of(texts[0], texts[1]), texts[3]),
              new MemberMark(in.getLong(), in.get() != 0));
          return true;
        });
  }

  @Nullable MemberMark find(Conversation channel, String userId) {
    return marks.get(new Member(channel, userId));
  }

  void put(Batch batch, Conversation channel, String userId, MemberMark mark)
      throws RocksDBException {
    marks.put(new Member(channel, userId), mark);
    byte[] value =
        ByteBuffer.allocate(Long.BYTES + 1)
            .putLong(mark.sinceMs())
            .put((byte) (mark.present() ? 1 : 0))
            .array();
    batch.put(Table.MEMBER, Keys.member(channel, userId), value);
  }

  void remove(Batch batch, Conversation channel, String userId) throws RocksDBException {
    if (marks.remove(new Member(channel, userId)) != null) {
      batch.delete(Table.MEMBER, Keys.member(channel, userId));
    }
  }

  /**
   * Removes marks of members whose missed messages are all too old, except of those still there.
   */
  void expire(Batch batch, long beforeMs, long openedMs) throws RocksDBException {
    for (Map.Entry<Member, MemberMark> entry : marks.entrySet()) {
      MemberMark mark = entry.getValue();
      boolean there = mark.present() && (mark.sinceMs() >= openedMs || openedMs >= beforeMs);
      if (mark.sinceMs() < beforeMs && !there) {
        remove(batch, entry.getKey().channel(), entry.getKey().userId());
      }
    }
  }
}
