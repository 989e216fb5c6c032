package io.rtmkit.uniapp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.taobao.weex.bridge.JSCallback;
import org.jspecify.annotations.Nullable;

/**
 * The one client behind all pages: a page's module object comes and goes with the page, the login
 * stays. Calls are made in their order under one lock; none waits inside, because the SDK's never
 * do. Any thread.
 */
final class SharedClient {
  /** What the host's module objects share. */
  static final SharedClient OF_PROCESS = new SharedClient();

  final Pages pages = new Pages();
  final ServerChoice server = new ServerChoice();

  @GuardedBy("this")
  private @Nullable Instance instance;

  /** Makes a call of a page, and answers it whatever happens. */
  void call(RtmModule page, Function function, @Nullable Object options, @Nullable JSCallback to) {
    Object given = options;
    JSCallback callback = to;
    if (callback == null && LateCallback.isCallbackId(options)) {
      callback = LateCallback.find(Host.instanceId(page), String.valueOf(options));
      given = null;
    }
    Answer answer = new Answer(callback, function.emptyAnswer());
    try {
      Options read = Options.of(given, function.invalidCode);
      synchronized (this) {
        function.body.run(new Call(this, page, function, read, answer));
      }
    } catch (Refusal e) {
      answer.fail(e.code, String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      answer.fail(function.failureCode, "fault in the plugin: " + e);
    }
  }

  /** What createInstance made; refuses the call if there is none. */
  synchronized Instance instance() {
    Instance current = instance;
    if (current == null) {
      throw new Refusal(Refusal.NOT_INITIALIZED, "there is no instance: call createInstance first");
    }
    return current;
  }

  synchronized @Nullable Instance findInstance() {
    return instance;
  }

  synchronized void setInstance(@Nullable Instance next) {
    instance = next;
  }
}
