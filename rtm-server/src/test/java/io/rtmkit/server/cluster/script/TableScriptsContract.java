package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables that all servers share. One thread. */
interface TableScriptsContract {
  String TABLE = "bans {of} all";

  ScriptBench bench();

  private TableScripts tables() {
    return new TableScripts(bench().calls, bench().keys());
  }

  @Test
  default void aTableBeginsOnce() {
    assertThat(await(tables().readAll(TABLE))).isEqualTo(new TableSlice(0, Map.of()));
    bench().run(() -> tables().begin(TABLE, Map.of("a {1}", "x", "b", "")));
    await(tables().begin(TABLE, Map.of("c", "another server's")));
    assertThat(await(tables().readAll(TABLE)))
        .isEqualTo(new TableSlice(1, Map.of("a {1}", "x", "b", "")));
  }

  @Test
  default void anEmptyTableBeginsOnceToo() {
    await(tables().begin(TABLE, Map.of()));
    await(tables().begin(TABLE, Map.of("c", "too late")));
    assertThat(await(tables().readAll(TABLE))).isEqualTo(new TableSlice(1, Map.of()));
  }

  @Test
  default void entriesAreWrittenReadAndRemoved() {
    await(tables().begin(TABLE, Map.of("a", "1")));
    bench().run(() -> tables().put(TABLE, "b", "2"));
    bench().run(() -> tables().put(TABLE, "a", "3"));
    assertThat(await(tables().read(TABLE, "a"))).isEqualTo(new TableSlice(3, Map.of("a", "3")));
    bench().run(() -> tables().tidy(TABLE, "b", "another"));
    assertThat(await(tables().read(TABLE, "b")).entries()).containsEntry("b", "2");
    bench().run(() -> tables().tidy(TABLE, "b", "2"));
    bench().run(() -> tables().remove(TABLE, "b"));
    assertThat(await(tables().read(TABLE, "b"))).isEqualTo(new TableSlice(4, Map.of()));
    assertThat(await(tables().read(TABLE, "")))
        .as("the version")
        .isEqualTo(new TableSlice(4, Map.of()));
    assertThat(await(tables().readAll(TABLE))).isEqualTo(new TableSlice(4, Map.of("a", "3")));
    assertThat(await(tables().readAll("another"))).isEqualTo(new TableSlice(0, Map.of()));
  }
}
