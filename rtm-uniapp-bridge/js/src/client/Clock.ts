import { guard } from './guard';
import { later } from './platform';

/** Something that will happen, unless cancelled. */
export interface Timer {
  cancel(): void;
}

export const NO_TIMER: Timer = { cancel: () => {} };

/** Time and chance: what tests replace. */
export interface Clock {
  /** Milliseconds that only go forward. */
  now(): number;
  schedule(ms: number, task: () => void): Timer;
  /** From 0, inclusive, to 1. */
  random(): number;
}

// Platforms take more for 0, and a server may ask for more.
const LONGEST_MS = 0x7fffffff;

/** The clock of the platform. `performance` is missing on some, and Date.now() may be set back. */
export class SystemClock implements Clock {
  private last = 0;
  private ahead = 0;

  now(): number {
    const now = Date.now() + this.ahead;
    if (now < this.last) {
      this.ahead += this.last - now;
      return this.last;
    }
    this.last = now;
    return now;
  }

  schedule(ms: number, task: () => void): Timer {
    return { cancel: later(Math.min(ms, LONGEST_MS), () => guard(task)) };
  }

  random(): number {
    return Math.random();
  }
}
