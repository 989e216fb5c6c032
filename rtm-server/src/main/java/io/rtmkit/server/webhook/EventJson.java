package io.rtmkit.server.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rtmkit.server.core.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Events as JSON. Stateless. */
final class EventJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final byte[] BEGIN = "{\"events\":[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "]}".getBytes(StandardCharsets.US_ASCII);

  private static final int ID_AT = "{\"id\":".length();

  private EventJson() {}

  /** An event without its id, which is known last. */
  static byte[] encode(Event event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", event.kind().type());
      if (!event.user().equals(Event.NOBODY)) {
        json.writeStringField("appId", event.user().appId());
        json.writeStringField("userId", event.user().userId());
      }
      json.writeNumberField("at", event.atMs());
      event.describe(new Writer(json));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return out.toByteArray();
  }

  /** The same with its id in front. */
  static byte[] withId(long id, byte[] event) {
    byte[] front = ("{\"id\":" + id + ",").getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[front.length + event.length - 1];
    System.arraycopy(front, 0, whole, 0, front.length);
    System.arraycopy(event, 1, whole, front.length, event.length - 1);
    return whole;
  }

  /** The id of an event that has one; 0 of what is none. */
  static long idOf(byte[] event) {
    long id = 0;
    for (int i = ID_AT; i < event.length && Character.isDigit(event[i]); i++) {
      id = id * 10 + event[i] - '0';
    }
    return id;
  }

  /** The body of a request. */
  static byte[] body(List<LogRecord> events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(events.size() * 256 + 16);
    out.writeBytes(BEGIN);
    for (int i = 0; i < events.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(events.get(i).content());
    }
    out.writeBytes(END);
    return out.toByteArray();
  }

  private record Writer(JsonGenerator json) implements Event.Fields {
    @Override
    public void text(String name, String value) {
      try {
        json.writeStringField(name, value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void number(String name, long value) {
      try {
        json.writeNumberField(name, value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
