package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Java SDK, the Android module and the JavaScript client in one channel, in all directions. */
final class InteropIT {
  private static final Map<String, Object> EVERY_KIND =
      Map.of("text", "23", "number", 23, "yes", true, "no", false, "chinese", "你好");

  private static TestServer server;
  private static final List<Party> parties = new ArrayList<>();

  @BeforeAll
  static void logIn() throws Exception {
    Npm.requireNode();
    Npm.install(Npm.JS);
    Npm.run(Npm.JS, "npm", "run", "generate");
    server = TestServer.start();
    parties.add(new SdkParty(server, "sdk"));
    parties.add(new AndroidParty(server, "android"));
    parties.add(new JsParty(server, "javascript"));
    parties.forEach(each -> each.join("room"));
  }

  @AfterAll
  static void release() {
    parties.forEach(Party::close);
    if (server != null) {
      server.close();
    }
  }

  @Test
  void each_says_something_in_the_channel_and_the_others_hear_it() {
    for (Party speaker : parties) {
      speaker.sayInChannel("room", "from " + speaker + " 👋");
      for (Party listener : others(speaker)) {
        assertThat(listener.heardInChannel(speaker.name())).isEqualTo("from " + speaker + " 👋");
      }
    }
  }

  @Test
  void each_writes_to_each() {
    for (Party from : parties) {
      for (Party to : others(from)) {
        from.tell(to.name(), from + " to " + to);
        assertThat(to.heardFrom(from.name())).isEqualTo(from + " to " + to);
      }
    }
  }

  @Test
  void attributes_of_each_keep_their_kind_for_each() {
    for (Party writer : parties) {
      writer.setAttributes(EVERY_KIND);
      for (Party reader : parties) {
        assertThat(reader.attributesOf(writer.name()))
            .as("of %s, read by %s", writer, reader)
            .isEqualTo(EVERY_KIND);
      }
    }
  }

  @Test
  void attributes_of_the_channel_are_told_to_all() {
    for (Party writer : parties) {
      Map<String, Object> attributes = Map.of("writer", writer.name(), "number", 5, "yes", true);
      writer.setChannelAttributes("room", attributes);
      for (Party member : parties) {
        assertThat(member.heardChannelAttributes())
            .as("by %s, told to %s", writer, member)
            .isEqualTo(attributes);
      }
    }
  }

  @Test
  void each_calls_each() {
    for (Party caller : parties) {
      for (Party callee : others(caller)) {
        caller.invite(callee.name(), "{\"from\": \"" + caller + "\"}");
        assertThat(callee.accept(caller.name(), "gladly, " + callee))
            .isEqualTo("{\"from\": \"" + caller + "\"}");
        assertThat(caller.acceptedBy(callee.name())).isEqualTo("gladly, " + callee);
      }
    }
  }

  private static List<Party> others(Party one) {
    return parties.stream().filter(each -> each != one).toList();
  }
}
