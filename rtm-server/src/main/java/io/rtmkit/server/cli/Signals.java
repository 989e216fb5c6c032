package io.rtmkit.server.cli;

import java.lang.reflect.Proxy;

/**
 * What happens when the process gets a signal. By reflection: every JDK has the class, but the
 * compiler warns of its use. Stateless.
 */
final class Signals {
  private Signals() {}

  /**
   * Sets what a signal does from now on, each time on a thread of its own.
   *
   * @param name without SIG: TERM, INT, HUP
   * @return false if this Java or system does not allow it
   */
  static boolean on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "handler of " + name;
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
