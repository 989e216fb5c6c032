import { findUni, type UniSocketTask } from '../platform';
import { toArrayBuffer, toBytes } from './bytes';
import type { Socket, SocketListener } from './SocketFactory';

/** The sockets of uni-app: on its App and in mini programs. */
export function openUniSocket(url: string, protocol: string, listener: SocketListener): Socket {
  return new UniConnection(url, protocol, listener);
}

class UniConnection implements Socket {
  private task?: UniSocketTask;
  private ended = false;

  constructor(
    url: string,
    protocol: string,
    private readonly listener: SocketListener,
  ) {
    try {
      this.task = findUni()!.connectSocket!({
        url,
        protocols: [protocol],
        fail: (error) => this.endLater(describe(error)),
        // Without a callback connectSocket answers a promise and no task.
        complete: () => {},
      });
      this.listen(this.task);
    } catch (error) {
      this.endLater((error as Error).message);
    }
  }

  send(bytes: Uint8Array): void {
    if (!this.ended) {
      quietly(() => this.task!.send({ data: toArrayBuffer(bytes), fail: () => {} }));
    }
  }

  close(): void {
    this.ended = true;
    if (this.task) {
      // Some platforms throw if it is closed already, or not yet open.
      quietly(() => this.task!.close({ code: 1000, complete: () => {} }));
    }
  }

  private listen(task: UniSocketTask): void {
    task.onOpen(() => {
      if (this.ended) {
        // It could not be closed before; mini programs may have few connections.
        this.close();
      } else {
        this.listener.onOpen();
      }
    });
    task.onMessage((message) => this.onMessage(message.data));
    task.onError((error) => this.end(describe(error)));
    task.onClose((event) => {
      const { code = '', reason = '' } = event || {};
      this.end(`closed: ${code} ${reason}`);
    });
  }

  private onMessage(data: unknown): void {
    const bytes = toBytes(data);
    if (this.ended) {
      return;
    }
    if (bytes) {
      this.listener.onMessage(bytes);
    } else {
      this.end('the server sent a text');
    }
  }

  // Failures may be told before connectSocket answers: later is soon enough.
  private endLater(why: string): void {
    Promise.resolve().then(() => this.end(why));
  }

  private end(why: string): void {
    if (!this.ended) {
      this.close();
      this.listener.onClose(why);
    }
  }
}

function describe(error: { errMsg?: string } | undefined): string {
  return (error && error.errMsg) || 'the connection failed';
}

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // The connection is gone, which is told by its own event.
  }
}
