import type { U64 } from '../wire/U64';

const CAPACITY = 2_048;

/** The messages seen last, so that one sent twice is told once. */
export class RecentMessages {
  // A Set keeps the order in which things came.
  private readonly seen = new Set<string>();

  /** Notes a message; false if it is among those seen last. */
  add(senderId: string, messageId: U64): boolean {
    const key = `${messageId} ${senderId}`;
    if (this.seen.has(key)) {
      return false;
    }
    this.seen.add(key);
    if (this.seen.size > CAPACITY) {
      this.seen.delete(this.seen.values().next().value as string);
    }
    return true;
  }
}
