import type { RtmEvent, RtmEventName, RtmModule } from './api';

declare const console: { error(...values: unknown[]): void };

type Listener = (event: RtmEvent) => void;
interface Entry {
  name: RtmEventName;
  listener: Listener;
  once: boolean;
}

/**
 * All listeners over the one callback that a module has. The module hears of it with the first listener,
 * and once.
 */
export class Events {
  private entries: Entry[] = [];
  private callback: Listener | undefined;
  private listening = false;

  constructor(private readonly module: () => RtmModule) {}

  setCallBack(callback: Listener): void {
    this.callback = callback;
    this.listen();
  }

  add(name: RtmEventName, listener: Listener, once: boolean): void {
    this.entries = this.entries.concat({ name, listener, once });
    this.listen();
  }

  /** Without a listener all of that event, without a name all. */
  remove(name?: RtmEventName, listener?: Listener): void {
    this.entries = this.entries.filter(
      (each) =>
        (name !== undefined && each.name !== name) ||
        (listener !== undefined && each.listener !== listener),
    );
  }

  private listen(): void {
    if (this.listening) return;
    this.listening = true;
    this.module().setCallBack((event) => this.emit(event));
  }

  private emit(event: RtmEvent): void {
    // The list is replaced, never changed: a listener may add and remove while this loop runs.
    for (const each of this.entries) {
      if (each.name !== event.rtmEvent) continue;
      if (each.once) this.entries = this.entries.filter((other) => other !== each);
      tell(each.listener, event);
    }
    if (typeof this.callback === 'function') tell(this.callback, event);
  }
}

// One listener that throws must not keep the others from hearing.
function tell(listener: Listener, event: RtmEvent): void {
  try {
    listener(event);
  } catch (error) {
    console.error(`rtm: a listener of ${event.rtmEvent} threw`, error);
  }
}
