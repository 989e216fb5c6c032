package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryScope.Part;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;

/**
 * What each user sent and received, as far as it is kept for history: names of messages in logs.
 * Rows come and go in the batch that the message itself comes and goes in. Writer thread.
 */
final class UserLogTable {
  private UserLogTable() {}

  static void put(Batch batch, Conversation conversation, String senderId, long id)
      throws RocksDBException {
    byte[] name = Keys.conversation(conversation);
    for (byte[] key : keys(conversation, senderId, id)) {
      batch.put(Table.LOG_USER, key, name);
    }
  }

  static void remove(Batch batch, Conversation conversation, String senderId, long id)
      throws RocksDBException {
    for (byte[] key : keys(conversation, senderId, id)) {
      batch.remove(Table.LOG_USER, key);
    }
  }

  private static List<byte[]> keys(Conversation conversation, String senderId, long id) {
    List<byte[]> keys = new ArrayList<>(2);
    UserKey sender = new UserKey(conversation.appId(), senderId);
    keys.add(Keys.numbered(Keys.userLog(sender, Part.SENT), id));
    if (conversation.kind() == Conversation.Kind.PEER) {
      UserKey receiver = new UserKey(conversation.appId(), conversation.destinationOf(senderId));
      keys.add(Keys.numbered(Keys.userLog(receiver, Part.RECEIVED), id));
    }
    return keys;
  }
}
