package io.rtmkit.server.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.protocol.CommandType;
import io.rtmkit.server.cluster.wire.Batch;
import io.rtmkit.server.cluster.wire.Item;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What servers send each other through one Redis. */
class BusIT extends SharedRedis {
  private static final int MANY = 5_000;
  private static final BusSettings USUAL = BusSettings.of(TestServer.PREFIX);
  private static final String STRANGER = "stranger";

  /** Nobody sends anything that the test does not send. */
  private static final BusSettings SILENT =
      new BusSettings(
          TestServer.PREFIX,
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(3));

  private static List<Long> numbers(int to) {
    return LongStream.range(0, to).boxed().toList();
  }

  @Test
  void whatEachSendsComesInItsOrder() throws IOException {
    List<TestServer> servers =
        List.of(
            server("a", TestServer.QUICK),
            server("b", TestServer.QUICK),
            server("c", TestServer.QUICK));
    for (int i = 0; i < MANY; i++) {
      for (TestServer from : servers) {
        for (TestServer to : servers) {
          from.bus.send(to.node(), Items.of(i));
        }
      }
    }
    soon(() -> servers.stream().allMatch(to -> to.told.count() == 3 * MANY));

    for (TestServer to : servers) {
      for (TestServer from : servers) {
        assertThat(to.told.from(from.node())).isEqualTo(numbers(MANY));
      }
      assertThat(to.told.gaps).isEmpty();
      assertThat(to.bus.figures().itemsReceived()).isEqualTo(2 * MANY);
      // Counted when Redis has answered, which may be after the others were told.
      soon(() -> to.bus.figures().itemsSent() >= 2 * MANY);
      soon(() -> to.bus.figures().waitingBytes() == 0);
    }
  }

  @Test
  void underLoadManyGoTogether() throws IOException {
    TestServer a = server("a", SILENT);
    TestServer b = server("b", SILENT);
    commands.configResetstat();
    for (int i = 0; i < MANY; i++) {
      a.bus.send(b.node(), Items.of(i));
    }
    soon(() -> b.told.count() == MANY);

    assertThat(calls("xadd")).isBetween((long) MANY / 128, (long) MANY / 4);
    assertThat(b.bus.figures().batchesReceived()).isLessThanOrEqualTo(calls("xadd") + 1);
    soon(() -> commands.xlen(b.inbox()) <= 1);
  }

  @Test
  void aloneEachGoesAtOnce() throws IOException {
    TestServer a = server("a", SILENT);
    TestServer b = server("b", SILENT);
    for (int i = 0; i < 10; i++) {
      int before = i;
      a.bus.send(b.node(), Items.of(i));
      soon(() -> b.told.count() == before + 1);
    }

    soon(() -> a.bus.figures().itemsSent() == 11);
    assertThat(a.bus.figures().batchesSent()).as("one was a probe").isEqualTo(11);
    assertThat(b.bus.figures().lagMs()).isLessThan(10_000);
  }

  @Test
  void whatGoesToOneselfDoesNotGoThroughRedis() throws IOException {
    TestServer a = server("a", SILENT);
    commands.configResetstat();
    for (int i = 0; i < 100; i++) {
      a.bus.send(a.node(), Items.of(i));
    }
    soon(() -> a.told.count() == 100);

    assertThat(a.told.from(a.node())).isEqualTo(numbers(100));
    assertThat(calls("xadd")).isZero();
  }

  @Test
  void whatCameAlreadyIsPassedOverAndWhatIsMissingIsTold() throws IOException {
    TestServer a = server("a", TestServer.QUICK);
    append(a, Items.batch(STRANGER, 1, 10));
    append(a, Items.batch(STRANGER, 2, 20, 21));
    append(a, Items.batch(STRANGER, 2, 20, 21));
    append(a, Items.batch(STRANGER, 1, 10));
    append(a, Items.batch(STRANGER, 5, 50));
    append(a, Items.batch("another", 2, 7));
    soon(() -> a.told.gaps.size() == 2);

    assertThat(a.told.from(STRANGER)).containsExactly(10L, 20L, 21L, 50L);
    assertThat(a.told.from("another")).containsExactly(7L);
    assertThat(a.told.gaps).containsExactly(STRANGER, "another");
    assertThat(a.bus.figures().repeats()).isEqualTo(2);
    assertThat(a.bus.figures().gaps()).isEqualTo(2);
  }

  @Test
  void whatRedisTrimmedAwayIsMissing() throws IOException {
    TestServer a = server("a", TestServer.QUICK);
    append(a, Items.batch(STRANGER, 1, 10));
    soon(() -> a.told.count() == 1); // otherwise it may be trimmed away as well
    commands.multi();
    append(a, Items.batch(STRANGER, 2, 20));
    commands.xtrim(a.inbox(), XTrimArgs.Builder.maxlen(0));
    append(a, Items.batch(STRANGER, 3, 30));
    TransactionResult done = commands.exec();
    assertThat(done.wasDiscarded()).isFalse();

    soon(() -> a.told.gaps.contains(STRANGER));
    assertThat(a.told.from(STRANGER)).containsExactly(10L, 30L);
  }

  @Test
  void whatNobodyKnowsIsPassedOver() throws IOException {
    TestServer a = server("a", TestServer.QUICK);
    append(a, new byte[] {1, 2, 3});
    append(
        a,
        Batch.newBuilder()
            .setSource(STRANGER)
            .setSequence(1)
            .addItems(Item.getDefaultInstance())
            .addItems(Items.of(11))
            .build()
            .toByteArray());
    soon(() -> a.told.count() == 1);

    assertThat(a.told.from(STRANGER)).containsExactly(11L);
    assertThat(a.told.gaps).isEmpty();
    assertThat(a.bus.figures().batchesDamaged()).isEqualTo(1);
    assertThat(a.bus.figures().itemsOfUnknownKind()).isEqualTo(1);
  }

  @Test
  void aRedisThatIsBehindIsReadAgain() throws IOException {
    TestServer a = server("a", TestServer.QUICK);
    append(a, Items.batch(STRANGER, 1, 10));
    append(a, Items.batch(STRANGER, 2, 20));
    soon(() -> a.told.count() == 2);
    commands.multi();
    commands.del(a.inbox());
    commands.xadd(a.inbox(), id("5-1"), "b", Items.batch(STRANGER, 1, 10));
    commands.xadd(a.inbox(), id("5-2"), "b", Items.batch(STRANGER, 3, 30));
    commands.exec();
    soon(() -> a.told.count() == 3);

    assertThat(a.told.from(STRANGER)).containsExactly(10L, 20L, 30L);
    assertThat(a.told.lease).doesNotContain("back anew");
  }

  private static XAddArgs id(String id) {
    return new XAddArgs().id(id);
  }

  @Test
  void whatStandsStillForAWhileComesLateButComes() throws Exception {
    TestServer a = server("a", USUAL);
    TestServer b = server("b", USUAL);
    redis.pause();
    for (int i = 0; i < MANY; i++) {
      a.bus.send(b.node(), Items.of(i));
    }
    soon(() -> a.bus.figures().sendsRepeated() > 1);
    redis.resume();
    soon(() -> b.told.count() == MANY);

    assertThat(b.told.from(a.node())).isEqualTo(numbers(MANY));
    assertThat(b.told.gaps).isEmpty();
    soon(() -> b.bus.figures().repeats() > 0);
    assertThat(a.told.lease).isEmpty();
    assertThat(a.bus.isPartitioned()).isFalse();
  }

  @Test
  void whoHearsNothingSaysSo() throws IOException {
    TestServer a = server("a", TestServer.QUICK);
    TestServer b = server("b", TestServer.QUICK);
    assertThat(a.bus.problem()).isEmpty();
    Set<String> before = readers();
    assertThat(before).hasSize(2);
    commands.aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.XREAD));
    soon(() -> !a.bus.problem().isEmpty() && a.bus.figures().probesFailed() > 0);
    b.bus.send(a.node(), Items.of(1));

    assertThat(a.bus.problem())
        .startsWith("nothing sent to this server through Redis arrives since 20");
    assertThat(a.told.count()).isZero();
    commands.aclSetuser("default", AclSetuserArgs.Builder.allCommands());
    soon(() -> a.bus.problem().isEmpty() && a.told.count() == 1);
    soon(() -> readers().size() == 2);
    assertThat(readers()).as("through other connections").doesNotContainAnyElementsOf(before);
  }

  /** The connections through which inboxes are read. */
  private Set<String> readers() {
    return commands
        .clientList()
        .lines()
        .filter(client -> client.contains(" cmd=xread "))
        .map(client -> client.substring(0, client.indexOf(' ')))
        .collect(Collectors.toSet());
  }

  @Test
  void whoHearsNothingDoesNotBegin() {
    commands.aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.XREAD));
    assertThatThrownBy(() -> TestServer.start(redis.uri(), "a", TestServer.QUICK))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cluster: nothing that this server sends to itself through Redis arrives within 4 s");

    assertThat(commands.keys("*")).isEmpty();
  }
}
