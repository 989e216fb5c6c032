import { findUni, type UniSocketTask } from '../platform';
import type { Socket, SocketListener } from './SocketFactory';
import { toArrayBuffer, toBytes } from './bytes';

/** The sockets of uni-app: on its App and in mini programs. */
export function openUniSocket(url: string, protocol: string, listener: SocketListener): Socket {
  let task: UniSocketTask | undefined;
  let ended = false;
  const close = () => {
    ended = true;
    if (task) {
      // Some platforms throw if it is closed already, or not yet open.
      quietly(() => task!.close({ code: 1000, complete: () => {} }));
    }
  };
  const end = (why: string) => {
    if (!ended) {
      close();
      listener.onClose(why);
    }
  };
  // Failures may be told before connectSocket answers: later is soon enough.
  const endLater = (why: string) => Promise.resolve().then(() => end(why));
  try {
    task = findUni()!.connectSocket!({
      url,
      protocols: [protocol],
      fail: (error) => endLater(describe(error)),
      // Without a callback connectSocket answers a promise and no task.
      complete: () => {},
    });
    listen(task, () => ended, end, listener);
  } catch (error) {
    endLater((error as Error).message);
  }
  return {
    send: (bytes) => {
      if (!ended) {
        quietly(() => task!.send({ data: toArrayBuffer(bytes), fail: () => {} }));
      }
    },
    close,
  };
}

function listen(
  task: UniSocketTask,
  isEnded: () => boolean,
  end: (why: string) => void,
  listener: SocketListener,
): void {
  task.onOpen(() => {
    if (!isEnded()) {
      listener.onOpen();
    }
  });
  task.onMessage((message) => {
    const bytes = toBytes(message.data);
    if (isEnded()) {
      return;
    }
    if (bytes) {
      listener.onMessage(bytes);
    } else {
      end('the server sent a text');
    }
  });
  task.onError((error) => end(describe(error)));
  task.onClose((event) =>
    end(`closed: ${(event && event.code) || ''} ${(event && event.reason) || ''}`),
  );
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
