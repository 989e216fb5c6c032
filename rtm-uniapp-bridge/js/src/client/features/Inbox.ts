import { ZERO, type U64 } from '../wire/U64';
import { RecentMessages } from './RecentMessages';

/**
 * The session's inbox as far as it has arrived. The messages seen last are kept beyond the session: a
 * sender may repeat to the next one what the last one had.
 */
export class Inbox {
  private readonly recent = new RecentMessages();

  // As long as a session.
  private last: U64 = ZERO;
  private ackDue = false;

  get offset(): U64 {
    return this.last;
  }

  onNewSession(): void {
    this.last = ZERO;
    this.ackDue = false;
  }

  /** A push of the inbox arrived; false if it is one that came before. */
  accept(pushOffset: U64): boolean {
    // Acknowledged again, too: the ack may be what was lost.
    this.ackDue = true;
    if (pushOffset <= this.last) {
      return false;
    }
    this.last = pushOffset;
    return true;
  }

  /** Whether a peer message is told: false if the same has been seen lately. */
  isNew(senderId: string, messageId: U64): boolean {
    return this.recent.add(senderId, messageId);
  }

  /** Whether an ack is to be sent now; true once for everything that arrived since. */
  takeAckDue(): boolean {
    const due = this.ackDue;
    this.ackDue = false;
    return due;
  }
}
