package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.KeyText;
import io.rtmkit.server.redis.Script;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of the keys that servers share: all of one user, channel, invitation or server have what
 * stands in braces in common, so that they are in one slot. Immutable.
 */
public final class ClusterKeys {
  private static final String KEPT = "s";

  private final String prefix;

  /** Names that begin with this. */
  public ClusterKeys(String prefix) {
    this.prefix = prefix;
  }

  /** Of a user; the slot is also that of its queue. */
  List<byte[]> user(UserKey user, String... parts) {
    return names("u:" + text(user), parts);
  }

  List<byte[]> channel(ChannelKey channel, String... parts) {
    String id = KeyText.escape(channel.appId()) + ":" + KeyText.escape(channel.channelId());
    return names("c:" + id, parts);
  }

  /** All of a channel, behind the one under which the last operation is remembered. */
  List<byte[]> channelOnce(ChannelKey channel, String record) {
    return channel(channel, record, "t", "m", "n", "l", "a", "k");
  }

  /** The same, and behind the first that of what was published and is kept for lost members. */
  List<byte[]> channelPublish(ChannelKey channel, String record) {
    return channel(channel, record, KEPT, "t", "m", "n", "l", "a", "k");
  }

  /** Of what was published in a channel and is kept for lost members. */
  List<byte[]> kept(ChannelKey channel) {
    return channel(channel, KEPT);
  }

  /** The part of the name of a key under which the last operation of a server is remembered. */
  static String record(String node) {
    return "o:" + KeyText.escape(node);
  }

  /** Of an invitation; the first part is empty for the invitation itself. */
  List<byte[]> invitation(UserKey caller, long number, String... parts) {
    return names("i:" + text(caller) + ":" + number, parts);
  }

  /** Users whose sessions a server has; parts of it are in one slot. */
  List<byte[]> owned(String node, int part) {
    return names("own:" + KeyText.escape(node), Integer.toString(part));
  }

  List<byte[]> lock(String name) {
    return List.of(Script.bytes(prefix + "{lock:" + KeyText.escape(name) + "}"));
  }

  /** A table of all servers. */
  List<byte[]> table(String name) {
    return names("table:" + KeyText.escape(name), "");
  }

  /** A user as a part of a name, or as a member of a set. */
  static String text(UserKey user) {
    return KeyText.escape(user.appId()) + ":" + KeyText.escape(user.userId());
  }

  /** The user of a {@link #text}. */
  static UserKey user(String text) {
    int colon = text.indexOf(':');
    return new UserKey(
        KeyText.unescape(text.substring(0, colon)), KeyText.unescape(text.substring(colon + 1)));
  }

  private List<byte[]> names(String tag, String... parts) {
    List<byte[]> names = new ArrayList<>(parts.length);
    for (String part : parts) {
      names.add(Script.bytes(prefix + "{" + tag + "}" + (part.isEmpty() ? "" : ":" + part)));
    }
    return names;
  }
}
