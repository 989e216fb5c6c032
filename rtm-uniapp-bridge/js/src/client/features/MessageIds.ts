import type { Clock } from '../Clock';
import { fromParts, next, type U64 } from '../wire/U64';

const TWO_32 = 4294967296;

/** Ids of this client's messages: from a random number upward, never one twice. */
export class MessageIds {
  private last: U64;

  constructor(clock: Clock) {
    this.last = fromParts(clock.random() * TWO_32, clock.random() * TWO_32);
  }

  next(): U64 {
    this.last = next(this.last);
    return this.last;
  }
}
