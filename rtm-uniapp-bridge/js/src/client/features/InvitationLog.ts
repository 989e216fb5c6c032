/** What the log must know of an invitation. */
interface Logged {
  readonly peerId: string;
  readonly channelId: string;
  readonly isOpen: boolean;
}

const REMEMBERED = 256;

/**
 * The invitations of one direction in their order, so that one can be named by its peer alone: all that
 * are open, and those that ended lately.
 */
export class InvitationLog<T extends Logged> {
  private all: T[] = [];

  add(invitation: T): void {
    this.all.push(invitation);
    let ended = this.all.filter((each) => !each.isOpen).length;
    this.all = this.all.filter((each) => each.isOpen || ended-- <= REMEMBERED);
  }

  /**
   * The newest one of a peer for which something can still be done; if there is none, the newest.
   *
   * @param channelId only of those with this one; empty for any
   */
  find(peerId: string, channelId: string, isWaiting: (invitation: T) => boolean): T | undefined {
    const matching = this.all.filter(
      (each) => each.peerId === peerId && (channelId === '' || each.channelId === channelId),
    );
    return matching.filter(isWaiting).pop() || matching.pop();
  }

  /** Whether exactly such an invitation is open. */
  hasOpen(peerId: string, channelId: string): boolean {
    return this.open().some((each) => each.peerId === peerId && each.channelId === channelId);
  }

  has(matches: (invitation: T) => boolean): boolean {
    return this.all.some(matches);
  }

  open(): T[] {
    return this.all.filter((each) => each.isOpen);
  }

  remove(invitation: T): void {
    this.all = this.all.filter((each) => each !== invitation);
  }
}
