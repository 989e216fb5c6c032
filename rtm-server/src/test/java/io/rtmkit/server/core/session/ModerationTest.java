package io.rtmkit.server.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kick and ban: live sessions, time limits, and users who are not there. */
class ModerationTest {
  private static final UserKey ALICE = new UserKey(TestDomain.APP, "alice");

  private final TestDomain domain = new TestDomain();
  private final Moderation moderation = domain.moderation;

  @Test
  void aKickEndsTheSessionAndNothingElse() {
    FakeLink link = domain.link();
    Session session = domain.login("alice", link);
    assertThat(moderation.kick(ALICE, "spam")).isTrue();
    assertThat(link.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_KICKED);
    assertThat(session.isEnded()).isTrue();
    assertThat(moderation.findBan(ALICE)).isNull();
    assertThat(moderation.kick(ALICE, "spam")).isFalse();
  }

  @Test
  void aBanEndsTheSessionAndLastsUntilItsEnd() {
    FakeLink link = domain.link();
    domain.login("alice", link);
    Ban ban = Bans.ban(moderation, ALICE, Duration.ofMinutes(5), "spam");
    assertThat(link.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_BANNED);
    assertThat(moderation.findBan(ALICE)).isEqualTo(ban);
    assertThat(ban.text()).startsWith("userId: banned until ").endsWith(": spam");
    assertThat(moderation.bans()).containsExactly(ban);
    domain.clock.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(moderation.findBan(ALICE)).isNotNull();
    domain.clock.advance(Duration.ofMillis(1));
    assertThat(moderation.findBan(ALICE)).isNull();
    assertThat(moderation.bans()).isEmpty();
  }

  @Test
  void aBanThatComesDuringTheLoginEndsTheSession() {
    Bans.banForEver(
        moderation, ALICE, "spam"); // behind the look at the bans, which is not made here
    FakeLink link = domain.link();
    assertThat(domain.login("alice", link).isEnded()).isTrue();
    assertThat(link.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_BANNED);
    assertThat(domain.login("bob").isEnded()).isFalse();
  }

  @Test
  void whatAllServersShareTakesThePlaceOfWhatWasThere() {
    UserKey bob = new UserKey(TestDomain.APP, "bob");
    Bans.banForEver(moderation, bob, "");
    Session session = domain.login("alice");
    Ban ban = new Ban(ALICE, Ban.FOR_EVER, "spam");
    moderation.onAll(List.of(ban));
    assertThat(moderation.bans()).containsExactly(ban);
    assertThat(session.isEnded()).isTrue();
  }

  @Test
  void aBanOfNobodyWaitsForTheUser() {
    Bans.banForEver(moderation, ALICE, "");
    domain.clock.advance(Duration.ofDays(10_000));
    assertThat(moderation.findBan(ALICE).text()).isEqualTo("userId: banned");
    assertThat(moderation.findBan(new UserKey("another app", "alice"))).isNull();
    assertThat(Bans.unban(moderation, ALICE)).isTrue();
    assertThat(moderation.findBan(ALICE)).isNull();
    assertThat(Bans.unban(moderation, ALICE)).isFalse();
  }

  @Test
  void aNewerBanTakesThePlaceOfAnOlder() {
    Bans.banForEver(moderation, ALICE, "");
    Bans.ban(moderation, ALICE, Duration.ofSeconds(1), "enough");
    domain.clock.advance(Duration.ofSeconds(1));
    assertThat(moderation.findBan(ALICE)).isNull();
  }

  @Test
  void aBanNeedsTime() {
    assertThatThrownBy(() -> moderation.newBan(ALICE, Duration.ZERO, ""))
        .hasMessage("duration: is PT0S, must be positive");
  }
}
