package io.rtmkit.uniapp;

import com.taobao.weex.bridge.JSCallback;
import org.jspecify.annotations.Nullable;

/**
 * A callback that was given where the options should be, as in {@code rtm.getMembers(callback)}:
 * the host passes the id of the function, a decimal number as text, and this finds the function.
 * The host's class for it is looked up by name, so that a host without it only does not answer such
 * calls. Stateless.
 */
final class LateCallback {
  private static final String HOST_CLASS = "com.taobao.weex.bridge.SimpleJSCallback";

  private LateCallback() {}

  static boolean isCallbackId(@Nullable Object argument) {
    if (!(argument instanceof String) || ((String) argument).isEmpty()) {
      return false;
    }
    String text = (String) argument;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** The function of that id; null if the host does not let it be found. */
  static @Nullable JSCallback find(@Nullable String instanceId, String callbackId) {
    try {
      return Class.forName(HOST_CLASS)
          .asSubclass(JSCallback.class)
          .getConstructor(String.class, String.class)
          .newInstance(instanceId, callbackId);
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      return null;
    }
  }
}
