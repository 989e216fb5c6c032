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

  /** The newest open one of a peer; if none is open the newest. With a channel: of those with that one. */
  find(peerId: string, channelId: string): T | undefined {
    const matching = this.all.filter(
      (each) => each.peerId === peerId && (channelId === '' || each.channelId === channelId),
    );
    return matching.filter((each) => each.isOpen).pop() || matching.pop();
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
