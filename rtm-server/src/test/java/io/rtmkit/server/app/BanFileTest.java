package io.rtmkit.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.session.Ban;
import io.rtmkit.server.core.session.Bans;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.UserKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restart leaves of bans. */
class BanFileTest {
  private static final UserKey ALICE = new UserKey("0123456789abcdef0123456789abcdef", "alice");
  private static final UserKey BOB = new UserKey("0123456789abcdef0123456789abcdef", "bob");

  private final TestDomain domain = new TestDomain();

  @TempDir private Path directory;

  @Test
  void bansOutliveTheServer() throws IOException {
    Moderation first = open();
    Ban forAMinute = Bans.ban(first, ALICE, Duration.ofMinutes(1), "spam");
    Ban forEver = Bans.banForEver(first, BOB, "");
    assertThat(open().bans()).containsExactlyInAnyOrder(forAMinute, forEver);
    assertThat(open().findBan(ALICE)).isEqualTo(forAMinute);
    assertThat(Bans.unban(open(), BOB)).isTrue();
    assertThat(open().bans()).containsExactly(forAMinute);
    domain.clock.advance(Duration.ofMinutes(1));
    assertThat(open().findBan(ALICE)).isNull();
  }

  @Test
  void aDamagedFileStopsTheStart() throws IOException {
    Files.writeString(directory.resolve("bans.json"), "[{");
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bans.json is damaged");
  }

  @Test
  void aDirectoryThatCannotBeWrittenToLeavesTheBanInForce() throws IOException {
    Moderation moderation = open();
    Files.createDirectory(directory.resolve("bans.json.new"));
    Files.createFile(directory.resolve("bans.json.new").resolve("in the way"));
    Bans.banForEver(moderation, BOB, "");
    assertThat(moderation.findBan(BOB)).isNotNull();
    assertThat(open().bans()).isEmpty();
  }

  private Moderation open() throws IOException {
    return new Moderation(domain.sessions, BanFile.open(directory, domain.clock), domain.clock);
  }
}
