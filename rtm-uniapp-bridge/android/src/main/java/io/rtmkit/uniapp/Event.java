package io.rtmkit.uniapp;

import java.util.HashMap;
import java.util.Map;

/** An event on its way to JavaScript; values as of {@link Answer}. One thread. */
final class Event {
  private final Map<String, Object> data = new HashMap<>();

  Event(String name) {
    data.put("rtmEvent", name);
  }

  Event put(String key, Object value) {
    data.put(key, value);
    return this;
  }

  void tell(Pages pages) {
    pages.tell(data);
  }
}
