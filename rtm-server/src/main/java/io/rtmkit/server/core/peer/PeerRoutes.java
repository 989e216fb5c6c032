package io.rtmkit.server.core.peer;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE;

import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.UserKey;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The ways to receivers who have no session at this server. Thread-safe. */
public interface PeerRoutes {
  /** Where all sessions are at this server: whoever has none is not online. */
  PeerRoutes NONE =
      new PeerRoutes() {
        @Override
        public void send(RoutedMessage message, @Nullable Stored stored) {
          if (stored == null) {
            message.fail(PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE, "is not online");
          } else if (stored.replaced()) {
            message.cached("is not online, and an older message to it gave way to this one");
          } else {
            message.cached("is not online");
          }
        }

        @Override
        public boolean hasWay(UserKey sender, UserKey receiver) {
          return false;
        }

        @Override
        public boolean hasUnstoredWay(UserKey sender, UserKey receiver) {
          return false;
        }

        @Override
        public boolean hasLaterSession(UserKey sender, long epoch) {
          return false;
        }

        @Override
        public void storeInTurn(RoutedMessage message, Storing storing) {
          storing.begin(
              stored -> {
                if (stored != null) {
                  send(message, stored);
                }
              });
        }

        @Override
        public @Nullable RoutedMessage find(Predicate<RoutedMessage> wanted) {
          return null;
        }

        @Override
        public void findOnline(UserKey user, Answer<Boolean> answer) {
          answer.give(false);
        }
      };

  /**
   * Sends a message to the server where its receiver is, and answers it.
   *
   * @param stored where it is in the receiver's queue; null if it is not stored
   */
  void send(RoutedMessage message, @Nullable Stored stored);

  /**
   * Whether something of this sender is on its way to this receiver, who may have come here
   * meanwhile: then what follows goes the same way, so that it does not overtake.
   */
  boolean hasWay(UserKey sender, UserKey receiver);

  /**
   * Whether something of this sender that is not stored is on its way to this receiver: what is
   * stored next would overtake it, as a receiver's queue is read wherever the receiver comes.
   */
  boolean hasUnstoredWay(UserKey sender, UserKey receiver);

  /**
   * Whether a sender has sent from a later session at another server, as far as is known here.
   *
   * @param epoch of its session
   */
  boolean hasLaterSession(UserKey sender, long epoch);

  /**
   * Stores a message when nothing of its sender that is not stored is on its way to its receiver
   * any more, and then sends it; what is sent after it stays behind it. Returns at once.
   */
  void storeInTurn(RoutedMessage message, Storing storing);

  /** Stores a message. */
  @FunctionalInterface
  interface Storing {
    /**
     * Begins to store it.
     *
     * @param stored is given null if the message was not stored, and has been answered
     */
    void begin(Consumer<@Nullable Stored> stored);
  }

  /** A message that is on its way. */
  @Nullable RoutedMessage find(Predicate<RoutedMessage> wanted);

  /** Whether a user who has no session at this server is online. */
  void findOnline(UserKey user, Answer<Boolean> answer);
}
