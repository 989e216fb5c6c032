package io.rtmkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.util.JsonFormat;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The conformance vectors: frames that every client must encode and decode alike. A vector whose
 * "frame" is wrong or missing fails with the right one in its message.
 */
class ConformanceTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final JsonObject VECTORS = load();

  private static JsonObject load() {
    String name = "/rtmkit/v1/conformance/vectors.json";
    try (Reader in =
        new InputStreamReader(
            ConformanceTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(in).getAsJsonObject();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<JsonObject> each(String list) {
    return StreamSupport.stream(VECTORS.getAsJsonArray(list).spliterator(), false)
        .map(JsonElement::getAsJsonObject);
  }

  static Stream<JsonObject> valid() {
    return each("valid");
  }

  static Stream<JsonObject> invalid() {
    return each("invalid");
  }

  private static Envelope envelope(JsonObject vector) throws IOException {
    Envelope.Builder envelope = Envelope.newBuilder();
    JsonFormat.parser().merge(vector.get("envelope").toString(), envelope);
    return envelope.build();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void encodesAlike(JsonObject vector) throws IOException {
    assertThat(HEX.formatHex(Frames.encode(envelope(vector))))
        .as(vector.get("name").getAsString())
        .isEqualTo(vector.get("frame").getAsString());
  }

  @ParameterizedTest
  @MethodSource("valid")
  void decodesAlike(JsonObject vector) throws IOException {
    byte[] frame = HEX.parseHex(vector.get("frame").getAsString());
    Envelope decoded = Frames.read(new ByteArrayInputStream(frame), Limits.SERVER_FRAME_BYTES);
    assertThat(decoded).as(vector.get("name").getAsString()).isEqualTo(envelope(vector));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refusesAlike(JsonObject vector) {
    byte[] frame = HEX.parseHex(vector.get("frame").getAsString());
    assertThatThrownBy(
            () -> Frames.read(new ByteArrayInputStream(frame), Limits.CLIENT_FRAME_BYTES))
        .as(vector.get("name").getAsString())
        .isInstanceOf(IOException.class);
  }

  @Test
  void everyKindOfRequestReplyAndPushHasAVector() throws IOException {
    Set<Object> seen = new HashSet<>();
    JsonArray vectors = VECTORS.getAsJsonArray("valid");
    for (JsonElement vector : vectors) {
      Envelope envelope = envelope(vector.getAsJsonObject());
      seen.add(envelope.getRequest().getBodyCase());
      seen.add(envelope.getReply().getBodyCase());
      seen.add(envelope.getPush().getBodyCase());
    }
    assertThat(seen).contains((Object[]) Request.BodyCase.values());
    assertThat(seen).contains((Object[]) Reply.BodyCase.values());
    assertThat(seen).contains((Object[]) Push.BodyCase.values());
  }
}
