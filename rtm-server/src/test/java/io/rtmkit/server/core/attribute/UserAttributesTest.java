package io.rtmkit.server.core.attribute;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributeWriteMode;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.UserAttributesReply;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Attributes of users: whose they are, who reads them, and that they end with the session. */
class UserAttributesTest {
  private static final UserKey ALICE = new UserKey(TestDomain.APP, "alice");

  private final TestDomain domain = new TestDomain();
  private final UserAttributes attributes = domain.userAttributes;
  private final Session alice = domain.login("alice");

  private static AttributeWrite put(String key, String value) {
    return AttributeWrite.newBuilder()
        .setMode(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_MERGE)
        .addAttributes(Attribute.newBuilder().setKey(key).setValue(value))
        .build();
  }

  private List<String> keys(UserKey user) {
    UserAttributesReply reply = attributes.read(user, List.of());
    assertThat(reply).isNotNull();
    assertThat(reply.getUserId()).isEqualTo(user.userId());
    return reply.getAttributesList().stream().map(Attribute::getKey).toList();
  }

  private void nothingIsLeft() {
    assertThat(attributes.size()).isZero();
    assertThat(attributes.bytes()).isZero();
  }

  @Test
  void everybodyReadsWhatTheUserWrote() {
    long revision = attributes.write(alice, put("name", "Alice")).revision();
    attributes.write(alice, put("city", "Wien"));
    UserAttributesReply reply = attributes.read(ALICE, List.of("city", "zz"));
    assertThat(reply.getAttributesList()).extracting(Attribute::getValue).containsExactly("Wien");
    assertThat(reply.getRevision()).isGreaterThan(revision);
    assertThat(reply.getAttributes(0).getLastUpdateUserId()).isEmpty();
    assertThat(reply.getAttributes(0).getLastUpdateMs()).isZero();
  }

  @Test
  void whoWroteNothingHasNoneAndRevisionZero() {
    assertThat(keys(ALICE)).isEmpty();
    assertThat(attributes.read(ALICE, List.of()).getRevision()).isZero();
    assertThat(attributes.write(alice, put("", "x")).code()).isEqualTo(3);
    nothingIsLeft();
  }

  @Test
  void whoIsNotLoggedInIsNotFound() {
    attributes.write(alice, put("a", "1"));
    domain.sessions.end(alice, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(attributes.read(ALICE, List.of())).isNull();
    assertThat(attributes.read(new UserKey(TestDomain.APP, "bob"), List.of())).isNull();
    nothingIsLeft();
  }

  @Test
  void whoIsLostIsFoundUntilTheGraceTimeIsOver() {
    attributes.write(alice, put("a", "1"));
    domain.sessions.detach(alice, linkOf(alice));
    domain.clock.advance(Duration.ofSeconds(20));
    domain.sessions.tick();
    assertThat(alice.state()).isEqualTo(OnlineState.UNREACHABLE);
    assertThat(keys(ALICE)).containsExactly("a");
    domain.clock.advance(Duration.ofSeconds(11));
    domain.sessions.tick();
    assertThat(attributes.read(ALICE, List.of())).isNull();
    nothingIsLeft();
  }

  @Test
  void aLoginElsewhereBeginsWithoutAttributes() {
    attributes.write(alice, put("old", "1"));
    Session newer = domain.login("alice");
    assertThat(keys(ALICE)).isEmpty();
    assertThat(attributes.read(ALICE, List.of()).getRevision()).isZero();
    attributes.write(newer, put("new", "1"));
    assertThat(keys(ALICE)).containsExactly("new");
  }

  @Test
  void aSessionThatHasEndedWritesNothing() {
    Session newer = domain.login("alice");
    attributes.write(newer, put("new", "1"));
    assertThat(attributes.write(alice, put("old", "1")).code()).isEqualTo(102);
    assertThat(keys(ALICE)).containsExactly("new");
    domain.sessions.end(newer, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(attributes.write(newer, put("late", "1")).code()).isEqualTo(102);
    nothingIsLeft();
  }

  @Test
  void aWriteThatRacesWithTheEndLeavesNothing() throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      Session session = domain.login("racer");
      Thread writer = new Thread(() -> attributes.write(session, put("a", "1")));
      writer.start();
      domain.sessions.end(session, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
      writer.join();
      nothingIsLeft();
    }
  }

  @Test
  void theEndOfAnOlderSessionLeavesTheAttributesOfTheNewer() {
    Session newer = domain.login("alice");
    attributes.write(newer, put("new", "1"));
    attributes.onEnded(alice, CloseCode.CLOSE_CODE_REMOTE_LOGIN, Set.of());
    assertThat(keys(ALICE)).containsExactly("new");
  }

  @Test
  void appsNeverSeeEachOther() {
    UserKey foreign = new UserKey("f".repeat(32), "alice");
    Session stranger = domain.login(foreign, null, domain.link());
    attributes.write(alice, put("a", "1"));
    attributes.write(stranger, put("b", "1"));
    assertThat(keys(ALICE)).containsExactly("a");
    assertThat(keys(foreign)).containsExactly("b");
    domain.sessions.end(stranger, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(keys(ALICE)).containsExactly("a");
  }

  @Test
  void theLimitIsThatOfUsers() {
    for (String key : List.of("a", "b")) {
      assertThat(attributes.write(alice, put(key, "x".repeat(8 * 1024 - 1))).code()).isZero();
    }
    AttributesWritten refused = attributes.write(alice, put("c", "x"));
    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.reason()).contains("16384");
  }
}
