package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmAttribute;
import io.rtmkit.client.RtmAttributeKind;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeKind;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributeWriteMode;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.UserAttributesReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attributes of users: writing, reading, and having them back after a lost session. */
class UserAttributesTest {
  @Test
  void writes() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmAttribute age = new RtmAttribute("age", "23", RtmAttributeKind.NUMBER);
      List<RtmAttribute> given = new ArrayList<>(List.of(age, new RtmAttribute("name", "Al")));
      scene.client.setLocalUserAttributes(given, scene.events.answer("set"));
      // What the application changes after the call does not matter.
      age.setValue("24");
      given.clear();
      AttributeWrite set = nextWrite(connection);
      assertThat(set.getMode()).isEqualTo(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE);
      assertThat(texts(set)).containsExactly("age=23", "name=Al");
      assertThat(set.getAttributes(0).getKind()).isEqualTo(AttributeKind.ATTRIBUTE_KIND_NUMBER);
      scene.client.addOrUpdateLocalUserAttributes(
          attributes("a=1", "b=2", "a=3"), scene.events.answer("merge"));
      AttributeWrite merge = nextWrite(connection);
      assertThat(merge.getMode()).isEqualTo(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_MERGE);
      assertThat(texts(merge)).containsExactly("a=3", "b=2");
      assertThat(merge.getOperationId()).isEqualTo(set.getOperationId() + 1);
      scene.client.deleteLocalUserAttributesByKeys(
          List.of("a", "b", "a"), scene.events.answer("delete"));
      AttributeWrite delete = nextWrite(connection);
      assertThat(delete.getMode()).isEqualTo(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_DELETE);
      assertThat(delete.getKeysList()).containsExactly("a", "b");
      scene.client.clearLocalUserAttributes(scene.events.answer("clear"));
      assertThat(nextWrite(connection).getMode())
          .isEqualTo(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_CLEAR);
      scene.client.setLocalUserAttributes(List.of(), scene.events.answer("set none"));
      assertThat(nextWrite(connection).getAttributesList()).isEmpty();
      scene.client.clearLocalUserAttributes(scene.events.answer("refused"));
      connection.refuse(connection.nextRequest(), 5, "too often");
      scene.events.expect("set ok", "merge ok", "delete ok", "clear ok", "set none ok");
      scene.events.expect("refused failed 5: too often");
    }
  }

  @Test
  void reads() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.getUserAttributes("bob", scene.events.answer("all"));
      Request all = connection.nextRequest();
      assertThat(all.getReadUserAttributes().getUserId()).isEqualTo("bob");
      assertThat(all.getReadUserAttributes().getKeysList()).isEmpty();
      connection.reply(
          all,
          Reply.newBuilder()
              .setUserAttributes(
                  UserAttributesReply.newBuilder()
                      .addAttributes(Attribute.newBuilder().setKey("b").setValue("2"))
                      .addAttributes(Attribute.newBuilder().setKey("a").setValue("1"))));
      scene.client.getUserAttributesByKeys("bob", List.of("a"), scene.events.answer("some"));
      Request some = connection.nextRequest();
      assertThat(some.getReadUserAttributes().getKeysList()).containsExactly("a");
      connection.refuse(some, 6, "bob is not online");
      scene.events.expect("all ok [b=2, a=1]", "some failed 6: bob is not online");
    }
  }

  @Test
  void answersWithoutAServerToAsk() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.setLocalUserAttributes(attributes("a=1"), scene.events.answer("set"));
      scene.client.clearLocalUserAttributes(null);
      scene.client.getUserAttributes("bob", scene.events.answer("get"));
      scene.events.expect("set failed 102: not logged in", "get failed 102: not logged in");
      scene.client.release();
      scene.client.clearLocalUserAttributes(scene.events.answer("clear"));
      scene.events.expect("clear failed 101: the client was released");
    }
  }

  @Test
  void timeOutHasItsCode() throws IOException {
    try (Scene scene = new Scene(50)) {
      scene.login();
      scene.client.clearLocalUserAttributes(scene.events.answer("clear"));
      scene.events.expect("clear failed 7: the server did not answer for 100 ms");
    }
  }

  @Test
  void newSessionHasThemBeforeAnythingElse() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      write(scene, connection, "old=1");
      scene.client.setLocalUserAttributes(attributes("a=1", "b=2"), null);
      connection.ok(connection.nextRequest());
      scene.client.deleteLocalUserAttributesByKeys(List.of("b"), null);
      connection.ok(connection.nextRequest());
      write(scene, connection, "c=3");
      scene.client.addOrUpdateLocalUserAttributes(attributes("d=4"), scene.events.answer("d"));
      Request unanswered = connection.nextRequest();
      connection = scene.loseSession(connection);
      AttributeWrite restored = nextWrite(connection);
      assertThat(restored.getMode()).isEqualTo(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE);
      assertThat(texts(restored)).containsExactly("a=1", "c=3");
      assertThat(connection.nextRequest())
          .isEqualTo(unanswered.toBuilder().setResent(true).build());
      connection.ok(unanswered);
      scene.events.expect("d ok");
      connection = scene.resume(connection);
      scene.expectNothingBefore(connection);
      connection = scene.loseSession(connection);
      assertThat(texts(nextWrite(connection))).containsExactly("a=1", "c=3", "d=4");
    }
  }

  @Test
  void refusedRestoringIsRepeatedWithWhatWasWrittenSince() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      write(scene, connection, "a=1");
      connection = scene.loseSession(connection);
      connection.refuse(connection.nextRequest(), 5, "too often");
      Request second = connection.nextRequest();
      assertThat(second.getResent()).isTrue();
      write(scene, connection, "b=2");
      connection.refuse(second, 2, "busy");
      Request third = connection.nextRequest();
      assertThat(texts(third.getWriteUserAttributes().getWrite())).containsExactly("a=1", "b=2");
      // This write was taken before the restoring that is on its way, which undoes it.
      write(scene, connection, "c=3");
      connection.ok(third);
      assertThat(texts(nextWrite(connection))).containsExactly("a=1", "b=2", "c=3");
      scene.expectNothingBefore(connection);
    }
  }

  @Test
  void restoringWithoutAnswerIsRepeatedWhenTheNewSessionIsResumed() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      write(scene, connection, "a=1");
      connection = scene.loseSession(connection);
      connection.nextRequest();
      connection = scene.resume(connection);
      assertThat(texts(nextWrite(connection))).containsExactly("a=1");
      connection = scene.resume(connection);
      scene.expectNothingBefore(connection);
    }
  }

  @Test
  void restoringIsGivenUpWhenRefusedForGood() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      write(scene, connection, "a=1");
      connection = scene.loseSession(connection);
      connection.refuse(connection.nextRequest(), 4, "too large");
      scene.expectNothingBefore(connection);
    }
  }

  @Test
  void logoutEndsThem() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      write(scene, connection, "a=1");
      scene.client.logout(null);
      connection.ok(connection.nextRequest());
      scene.events.expect("state 1/6");
      connection = scene.loseSession(scene.login());
      scene.expectNothingBefore(connection);
    }
  }

  private static void write(Scene scene, FakeServer.Connection connection, String text)
      throws IOException {
    scene.client.addOrUpdateLocalUserAttributes(attributes(text), scene.events.answer("write"));
    Request request = connection.nextRequest();
    assertThat(texts(request.getWriteUserAttributes().getWrite())).containsExactly(text);
    connection.ok(request);
    scene.events.expect("write ok");
  }

  static AttributeWrite nextWrite(FakeServer.Connection connection) throws IOException {
    Request request = connection.nextRequest();
    assertThat(request.hasWriteUserAttributes()).isTrue();
    connection.ok(request);
    return request.getWriteUserAttributes().getWrite();
  }

  static List<RtmAttribute> attributes(String... texts) {
    List<RtmAttribute> list = new ArrayList<>();
    for (String each : texts) {
      String[] parts = each.split("=", 2);
      list.add(new RtmAttribute(parts[0], parts[1]));
    }
    return list;
  }

  private static List<String> texts(AttributeWrite write) {
    return write.getAttributesList().stream().map(a -> a.getKey() + "=" + a.getValue()).toList();
  }
}
