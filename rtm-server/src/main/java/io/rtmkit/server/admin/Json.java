package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;

/** Makes the JSON of answers. Stateless. */
final class Json {
  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An object with one list, each of whose elements is filled in. */
  static <T> ObjectNode list(String name, Iterable<T> elements, BiConsumer<T, ObjectNode> fill) {
    ObjectNode object = object();
    ArrayNode array = object.putArray(name);
    for (T element : elements) {
      fill.accept(element, array.addObject());
    }
    return object;
  }
}
