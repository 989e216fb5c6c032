package io.rtmkit.loadtest.compare.dialect;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The protocol of a peer, as much of it as the comparison needs, on one connection: what a client
 * writes, where the frames are in what it reads, and of which kind each is. Content is not looked
 * at, so that reading costs about the same for every peer. One thread.
 */
public interface Dialect {
  /** What a frame from the server means to the driver. */
  enum Kind {
    /** The next step of connecting is due. */
    GO_ON,
    /** Connecting or subscribing has succeeded. */
    ANSWER,
    /** A message that somebody published or sent, if it holds a payload of the driver. */
    MESSAGE,
    /** A request sent by {@link #request} has been answered. */
    DONE,
    /** The server wants to hear from us. */
    PING,
    /** The server says no. */
    REFUSED,
    /** Anything else. */
    OTHER
  }

  /** Writes what opens a connection and logs in, or its first step. */
  void connect(ByteBuf out, String user);

  /** Writes the next step of connecting, after {@link Kind#GO_ON}. */
  default void goOn(ByteBuf out) {}

  /** Writes a subscription; the server's answer is {@link Kind#ANSWER}. */
  void subscribe(ByteBuf out, String topic);

  /** Whether who publishes on a topic must have subscribed to it. */
  default boolean publishersSubscribe() {
    return false;
  }

  /** Writes a publication of the readable bytes of the payload, which are left as they are. */
  void publish(ByteBuf out, String topic, ByteBuf payload);

  /**
   * Writes a message to one user that is to be acknowledged; where the protocol has no such thing,
   * a publication on the user's topic.
   *
   * @param id rises by one from 0
   */
  default void request(ByteBuf out, String user, long id, ByteBuf payload) {
    publish(out, user, payload);
  }

  /** Whether receivers acknowledge what they got in their protocol, without an echo. */
  default boolean acknowledges() {
    return false;
  }

  /** Writes one acknowledgement of everything read until now. */
  default void acknowledge(ByteBuf out) {}

  /** Writes what keeps an idle connection alive; called every {@link #keepAliveMillis}. */
  default void keepAlive(ByteBuf out) {}

  /** How long a client may be silent; 0 if as long as it likes. */
  default int keepAliveMillis() {
    return 0;
  }

  /** Answers {@link Kind#PING}. */
  default void pong(ByteBuf out) {}

  /**
   * Length of the frame that starts at an index.
   *
   * @param end where the bytes end
   * @return -1 if the frame is not complete
   */
  int frameLength(ByteBuf in, int from, int end);

  /** What a refusal says, for a person. */
  default String describe(ByteBuf in, int from, int length) {
    return in.toString(from, length, StandardCharsets.UTF_8).strip();
  }

  /** Of which kind the frame is; called once for each. */
  Kind kind(ByteBuf in, int from, int length);
}
