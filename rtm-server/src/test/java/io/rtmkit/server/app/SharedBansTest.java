package io.rtmkit.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.Ban;
import io.rtmkit.server.core.session.BanStore;
import io.rtmkit.server.core.session.Bans;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bans of two servers that share them. */
class SharedBansTest {
  private static final UserKey ALICE = new UserKey(TestDomain.APP, "alice and more");
  private static final UserKey BOB = new UserKey(TestDomain.APP, "bob");

  private final FakeTable table = new FakeTable();
  private final TestDomain here = new TestDomain();
  private final TestDomain there = new TestDomain();

  private Moderation moderation(TestDomain domain, BanStore own) {
    return new Moderation(
        domain.sessions, new SharedBans(table.server(), own, domain.clock), domain.clock);
  }

  @Test
  void aBanIsInForceAtBothAndEndsAtBoth() {
    Moderation first = moderation(here, BanStore.inMemory());
    Moderation second = moderation(there, BanStore.inMemory());
    Session session = there.login(ALICE, null, there.link());
    Ban ban = Bans.ban(first, ALICE, Duration.ofMinutes(1), "spam");
    assertThat(session.isEnded()).isTrue();
    assertThat(second.findBan(ALICE)).isEqualTo(ban);
    assertThat(moderation(here, BanStore.inMemory()).bans()).as("later").containsExactly(ban);
    assertThat(Bans.unban(second, ALICE)).isTrue();
    assertThat(first.findBan(ALICE)).isNull();
    assertThat(Bans.unban(first, ALICE)).isFalse();
    assertThat(table.entries).isEmpty();
  }

  @Test
  void whatCannotBeKeptIsNotInForceAndIsSaid() {
    Moderation first = moderation(here, BanStore.inMemory());
    table.problem = StoreException.refused("Redis is not connected");
    List<String> problems = new ArrayList<>();
    first.set(new Ban(BOB, Ban.FOR_EVER, ""), problems::add);
    assertThat(problems).containsExactly("Redis is not connected");
    assertThat(first.findBan(BOB)).isNull();
  }

  @Test
  void theFirstServerBringsItsOwn(@TempDir Path directory) throws IOException {
    Moderation own = new Moderation(here.sessions, BanFile.open(directory, here.clock), here.clock);
    Bans.banForEver(own, BOB, "old");
    moderation(here, BanFile.open(directory, here.clock));
    Moderation second = moderation(there, BanStore.inMemory());
    assertThat(second.findBan(BOB)).isEqualTo(new Ban(BOB, Ban.FOR_EVER, "old"));
    Bans.unban(second, BOB);
    Moderation again = moderation(here, BanFile.open(directory, here.clock));
    assertThat(again.bans()).as("only the first").isEmpty();
  }

  @Test
  void bansThatAreOverDoNotStay() {
    Moderation first = moderation(here, BanStore.inMemory());
    Bans.ban(first, ALICE, Duration.ofMinutes(1), "");
    Bans.banForEver(first, BOB, "");
    here.clock.advance(Duration.ofMinutes(1));
    moderation(here, BanStore.inMemory());
    assertThat(table.entries).containsOnlyKeys(TestDomain.APP + " bob");
  }

  @Test
  void whatIsNoBanIsPassedOver() {
    Bans.banForEver(moderation(here, BanStore.inMemory()), BOB, "");
    table.entries.put(TestDomain.APP + " carol", "{");
    assertThat(moderation(there, BanStore.inMemory()).bans())
        .extracting(Ban::user)
        .containsExactly(BOB);
  }
}
