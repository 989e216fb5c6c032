package io.rtmkit.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is where and what happens to whom in a chaos run. */
class ChaosPlanTest {
  private static ChaosPlan plan(int nodes, int users, FaultName... faults) {
    return new ChaosPlan(
        StoreKind.REDIS,
        nodes,
        List.of(faults),
        6,
        users,
        100,
        Duration.ofSeconds(5),
        1,
        null,
        "everysec");
  }

  @Test
  void everyChannelHasSomebodyAndEveryFourthUserIsInTwo() {
    ChaosPlan plan = plan(1, 40);
    assertThat(plan.channels()).isEqualTo(5);
    Set<String> used = new HashSet<>();
    for (int user = 0; user < 40; user++) {
      List<String> channels = plan.channelsOf(user);
      assertThat(channels).hasSize(user % 4 == 0 ? 2 : 1).doesNotHaveDuplicates();
      used.addAll(channels);
    }
    assertThat(used).containsExactlyInAnyOrder("room-0", "room-1", "room-2", "room-3", "room-4");
  }

  @Test
  void fewUsersHaveTwoChannelsNevertheless() {
    ChaosPlan plan = plan(1, 6);
    assertThat(plan.channels()).isEqualTo(2);
    assertThat(plan.channelsOf(0)).containsExactly("room-0", "room-1");
    assertThat(plan.channelsOf(1)).containsExactly("room-1");
  }

  @Test
  void feederAndHopperShareAChannelAndStay() {
    for (int users = 6; users <= 200; users++) {
      ChaosPlan plan = plan(2, users, FaultName.HOP);
      assertThat(plan.channelsOf(ChaosPlan.FEEDER))
          .as("with %d users", users)
          .containsAnyElementsOf(plan.channelsOf(ChaosPlan.HOPPER));
      assertThat(plan.travels(ChaosPlan.FEEDER)).isFalse();
      assertThat(plan.travels(ChaosPlan.HOPPER)).isFalse();
    }
  }

  @Test
  void presenceIsWatchedOnlyAmongSeveralServers() {
    assertThat(plan(1, 10).watchedBy(3)).isEmpty();
    assertThat(plan(2, 10, FaultName.ROLLING).watchedBy(8))
        .containsExactly("user-9", "user-0", "user-1", "user-2");
  }

  @Test
  void faultsAndTheirVariantsComeInTurns() {
    ChaosPlan plan = plan(3, 10, FaultName.KILL_NODE, FaultName.CUT_NODE);
    assertThat(plan.strikes())
        .containsExactly(
            Fault.KILL_SERVER,
            Fault.CUT_SERVER,
            Fault.KILL_SERVER_LATE,
            Fault.CUT_SERVER_LONG,
            Fault.KILL_SERVER,
            Fault.CUT_SERVER_LONGEST);
    assertThat(plan.cuts()).isTrue();
    assertThat(plan(3, 10, FaultName.KILL_NODE).cuts()).isFalse();
  }

  @Test
  void aSingleServerIsStruckAsItsStoreSays() {
    assertThat(plan(1, 10, FaultName.HOP).strikes()).isEqualTo(Fault.plan(StoreKind.REDIS, 6));
  }

  @Test
  void theFaultsSayWhichRedisThereIs() {
    assertThat(plan(2, 10, FaultName.HOP).redisKind()).isEqualTo(FaultName.RedisKind.SINGLE);
    assertThat(plan(2, 10, FaultName.HOP, FaultName.FAILOVER).redisKind())
        .isEqualTo(FaultName.RedisKind.SENTINEL);
    assertThat(plan(2, 10, FaultName.SLOT_MOVE, FaultName.CLUSTER_FAILOVER).redisKind())
        .isEqualTo(FaultName.RedisKind.CLUSTER);
    ChaosPlan mixed = plan(2, 10, FaultName.KILL_REDIS, FaultName.SLOT_MOVE);
    assertThatThrownBy(mixed::redisKind)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be in one run");
  }
}
