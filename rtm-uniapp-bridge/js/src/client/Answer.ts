import type { Result } from '../api';
import type { Callbacks } from './Callbacks';

/** Why a call is not done: its code and the reason in words. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** The answer to one call: the first one given, no other. */
export class Answer<T extends object = object> {
  private given = false;

  /**
   * @param callback what the application gave, if anything
   * @param blank what a failure has in the place of a result, so that every key is always there
   */
  constructor(
    private readonly callbacks: Callbacks,
    private readonly callback: ((result: T & Result) => void) | undefined,
    private readonly blank: T,
  ) {}

  succeed(result: T): void {
    this.give(result, 0, '');
  }

  /** Success of a call that brings nothing. */
  done(): void {
    this.give(this.blank, 0, '');
  }

  /** Success, and something to know. */
  doneWith(message: string): void {
    this.give(this.blank, 0, message);
  }

  fail(code: number, message: string): void {
    this.give(this.blank, code, message);
  }

  private give(result: T, code: number, message: string): void {
    const { callback } = this;
    if (!this.given && callback) {
      const complete = Object.assign({}, result, { code, message });
      this.callbacks.run(() => callback(complete));
    }
    this.given = true;
  }
}
