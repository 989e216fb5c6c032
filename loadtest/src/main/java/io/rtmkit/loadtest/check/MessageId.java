package io.rtmkit.loadtest.check;

/**
 * Names one message of a run. Immutable.
 *
 * @param target the receiver's user id, or {@link #CHANNEL} and the channel's id
 * @param sequence rises with every message of the sender
 */
public record MessageId(String sender, String target, long sequence) {
  /** What the target of a channel message begins with. */
  public static final String CHANNEL = "#";

  public static MessageId toPeer(String sender, String receiver, long sequence) {
    return new MessageId(sender, receiver, sequence);
  }

  public static MessageId toChannel(String sender, String channel, long sequence) {
    return new MessageId(sender, CHANNEL + channel, sequence);
  }

  public boolean isOfChannel() {
    return target.startsWith(CHANNEL);
  }

  /** The channel's id, of a channel message. */
  public String channel() {
    return target.substring(CHANNEL.length());
  }

  @Override
  public String toString() {
    return sender + ">" + target + "/" + sequence;
  }
}
