import { printError } from './platform';

/**
 * Calls the application: in order, and never while the client is in the middle of something, so that a
 * callback may call any function. What one throws harms nobody.
 */
export class Callbacks {
  private readonly waiting: (() => void)[] = [];
  private running = false;

  run(task: () => void): void {
    this.waiting.push(task);
    if (!this.running) {
      this.running = true;
      Promise.resolve().then(() => this.drain());
    }
  }

  private drain(): void {
    for (let task = this.waiting.shift(); task; task = this.waiting.shift()) {
      try {
        task();
      } catch (error) {
        printError('rtmkit: a callback of the application threw', error);
      }
    }
    this.running = false;
  }
}
