package io.rtmkit.uniapp;

import com.taobao.weex.bridge.JSCallback;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The pages that want events: each has a module object and at most one callback. Any thread. */
final class Pages {
  private final Map<RtmModule, JSCallback> callbacks = new ConcurrentHashMap<>();

  /** Sends events to this callback from now on; to none if it is null. */
  void put(RtmModule page, @Nullable JSCallback callback) {
    if (callback == null) {
      callbacks.remove(page);
    } else {
      callbacks.put(page, callback);
    }
  }

  void remove(RtmModule page) {
    callbacks.remove(page);
  }

  /** Tells every page. */
  void tell(Map<String, Object> event) {
    for (JSCallback each : callbacks.values()) {
      try {
        each.invokeAndKeepAlive(event);
      } catch (RuntimeException e) {
        // A page that is going: the others must hear of it all the same.
      }
    }
  }
}
