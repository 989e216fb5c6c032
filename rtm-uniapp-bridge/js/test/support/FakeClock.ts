import type { Clock, Timer } from '../../src/client/Clock';

/** Lets everything run that is due now. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  /** What chance brings, always. */
  chance = 0.5;
  private nowMs = 1_000_000;
  private timers: { dueMs: number; task: () => void }[] = [];

  now(): number {
    return this.nowMs;
  }

  schedule(ms: number, task: () => void): Timer {
    const timer = { dueMs: this.nowMs + ms, task };
    this.timers.push(timer);
    return { cancel: () => (this.timers = this.timers.filter((each) => each !== timer)) };
  }

  random(): number {
    return this.chance;
  }

  /** Moves on, and runs what comes due on the way at its time. */
  async advance(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    await settle();
    for (let timer = this.next(endMs); timer; timer = this.next(endMs)) {
      this.nowMs = Math.max(this.nowMs, timer.dueMs);
      this.run(timer);
      await settle();
    }
    this.nowMs = endMs;
  }

  /** Moves on at once: what came due on the way runs late, as on a platform that froze the program. */
  async freeze(ms: number): Promise<void> {
    this.nowMs += ms;
    await this.advance(0);
  }

  private next(endMs: number): { dueMs: number; task: () => void } | undefined {
    const due = this.timers.filter((each) => each.dueMs <= endMs);
    return due.sort((a, b) => a.dueMs - b.dueMs)[0];
  }

  private run(timer: { task: () => void }): void {
    this.timers = this.timers.filter((each) => each !== timer);
    timer.task();
  }
}
