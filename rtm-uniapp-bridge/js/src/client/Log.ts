import { print } from './platform';

const CRITICAL = 0x8;
const ERROR = 0x4;
const WARNING = 0x2;
const INFO = 0x1;
const ALL = CRITICAL | ERROR | WARNING | INFO;

/** What happens to the client, for the console; nothing until it is turned on. Never a token or a payload. */
export class Log {
  private on = false;
  private filter = ALL;

  turnOn(): void {
    this.on = true;
  }

  /** The filters of the API: 0 off, 8 critical, 0xc error, 0xe warning, 0xf info. */
  setFilter(filter: number): void {
    this.filter = filter;
  }

  info(text: string): void {
    this.write(INFO, text);
  }

  warn(text: string): void {
    this.write(WARNING, text);
  }

  private write(level: number, text: string): void {
    if (this.on && (this.filter & level) !== 0) {
      print(`rtmkit ${level === INFO ? 'info' : 'warning'}: ${text}`);
    }
  }
}
