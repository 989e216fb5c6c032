package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.HistoryScope.Part;
import io.rtmkit.server.core.session.UserKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Names of what is in the files. Every id has its length in front, so that none is the beginning of
 * another; numbers are big-endian, so that they sort. Stateless.
 */
final class Keys {
  private static final int NUMBER = Long.BYTES;

  private Keys() {}

  static byte[] user(UserKey user) {
    return join(new byte[0], user.appId(), user.userId());
  }

  static byte[] conversation(Conversation conversation) {
    byte[] kind = {(byte) (conversation.kind() == Conversation.Kind.PEER ? 'p' : 'c')};
    return join(kind, conversation.appId(), conversation.first(), conversation.second());
  }

  /** The conversation of this name. */
  static Conversation toConversation(byte[] name) {
    String[] texts = texts(name, 1, 3);
    Conversation.Kind kind = name[0] == 'p' ? Conversation.Kind.PEER : Conversation.Kind.CHANNEL;
    return new Conversation(texts[0], kind, texts[1], texts[2]);
  }

  /** How long the name of a conversation is that begins here. */
  static int conversationLength(byte[] in, int from) {
    int end = from + 1;
    for (int text = 0; text < 3; text++) {
      end += 1 + (in[end] & 0xff);
    }
    return end - from;
  }

  /** What a user sent or received. */
  static byte[] userLog(UserKey user, Part part) {
    byte[] start = {(byte) (part == Part.SENT ? 's' : 'r')};
    return join(start, user.appId(), user.userId());
  }

  /** Whose messages these are; takes a key with a number as well. */
  static HistoryScope toUserLog(byte[] key) {
    String[] texts = texts(key, 1, 2);
    UserKey user = new UserKey(texts[0], texts[1]);
    return key[0] == 's' ? HistoryScope.sentBy(user) : HistoryScope.receivedBy(user);
  }

  static byte[] member(Conversation channel, String userId) {
    return append(conversation(channel), join(new byte[0], userId));
  }

  static byte[] app(String appId) {
    return join(new byte[0], appId);
  }

  static byte[] numbered(byte[] name, long number) {
    return ByteBuffer.allocate(name.length + NUMBER).put(name).putLong(number).array();
  }

  /** The number at the end of a key. */
  static long number(byte[] key) {
    return ByteBuffer.wrap(key).getLong(key.length - NUMBER);
  }

  /** The texts that a key was made from. */
  static String[] texts(byte[] key, int from, int count) {
    ByteBuffer in = ByteBuffer.wrap(key, from, key.length - from);
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      byte[] text = new byte[in.get() & 0xff];
      in.get(text);
      texts[i] = new String(text, StandardCharsets.UTF_8);
    }
    return texts;
  }

  static byte[] append(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static byte[] join(byte[] start, String... texts) {
    byte[][] parts = new byte[texts.length][];
    int length = start.length;
    for (int i = 0; i < texts.length; i++) {
      parts[i] = texts[i].getBytes(StandardCharsets.UTF_8);
      if (parts[i].length > 255) {
        throw new IllegalArgumentException("an id of more than 255 bytes");
      }
      length += 1 + parts[i].length;
    }
    ByteBuffer out = ByteBuffer.allocate(length).put(start);
    for (byte[] part : parts) {
      out.put((byte) part.length).put(part);
    }
    return out.array();
  }
}
