package io.rtmkit.uniapp;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmStatusCode.LocalInvitationState;
import io.rtmkit.client.RtmStatusCode.RemoteInvitationState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The invitations of an instance, found by the other user and, where that is said, the channel:
 * JavaScript has no other name for them. Remembers some that have ended, so that who is late is
 * told so. Any thread.
 */
final class Invitations {
  private static final int REMEMBERED = 64;

  private final Deque<LocalInvitation> sent = new ArrayDeque<>();
  private final Deque<RemoteInvitation> received = new ArrayDeque<>();

  synchronized void addSent(LocalInvitation invitation) {
    sent.addFirst(invitation);
    forgetEnded(sent, each -> !isOpen(each));
  }

  /** An invitation that was refused at once was never made. */
  synchronized void removeSent(LocalInvitation invitation) {
    sent.remove(invitation);
  }

  synchronized void addReceived(RemoteInvitation invitation) {
    received.addFirst(invitation);
    forgetEnded(received, Invitations::isOver);
  }

  /** The newest that has not ended, with exactly this channel. */
  synchronized @Nullable LocalInvitation findOpen(String calleeId, String channelId) {
    for (LocalInvitation each : sent) {
      boolean same = each.getCalleeId().equals(calleeId) && each.getChannelId().equals(channelId);
      if (same && isOpen(each)) {
        return each;
      }
    }
    return null;
  }

  /**
   * The newest that has not ended, otherwise the newest.
   *
   * @param channelId empty for any
   */
  synchronized @Nullable LocalInvitation findSent(String calleeId, String channelId) {
    LocalInvitation ended = null;
    for (LocalInvitation each : sent) {
      if (each.getCalleeId().equals(calleeId) && matches(each.getChannelId(), channelId)) {
        if (isOpen(each)) {
          return each;
        }
        ended = ended == null ? each : ended;
      }
    }
    return ended;
  }

  /**
   * The newest that waits for an answer, otherwise the newest.
   *
   * @param channelId empty for any
   */
  synchronized @Nullable RemoteInvitation findReceived(String callerId, String channelId) {
    RemoteInvitation other = null;
    for (RemoteInvitation each : received) {
      if (each.getCallerId().equals(callerId) && matches(each.getChannelId(), channelId)) {
        if (isWaiting(each)) {
          return each;
        }
        other = other == null ? each : other;
      }
    }
    return other;
  }

  /** Whether an invitation has ended. */
  private interface Over<I> {
    boolean test(I invitation);
  }

  private static <I> void forgetEnded(Deque<I> newestFirst, Over<I> over) {
    Iterator<I> oldestFirst = newestFirst.descendingIterator();
    while (newestFirst.size() > REMEMBERED && oldestFirst.hasNext()) {
      if (over.test(oldestFirst.next())) {
        oldestFirst.remove();
      }
    }
  }

  private static boolean matches(String channelId, String wanted) {
    return wanted.isEmpty() || wanted.equals(channelId);
  }

  private static boolean isOpen(LocalInvitation invitation) {
    return invitation.getState() <= LocalInvitationState.LOCAL_INVITATION_STATE_RECEIVED_BY_REMOTE;
  }

  private static boolean isWaiting(RemoteInvitation invitation) {
    return invitation.getState()
        <= RemoteInvitationState.REMOTE_INVITATION_STATE_INVITATION_RECEIVED;
  }

  private static boolean isOver(RemoteInvitation invitation) {
    return invitation.getState()
        > RemoteInvitationState.REMOTE_INVITATION_STATE_ACCEPT_SENT_TO_LOCAL;
  }
}
