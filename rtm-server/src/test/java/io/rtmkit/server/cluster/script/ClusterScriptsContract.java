package io.rtmkit.server.cluster.script;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each script does, and that it does it once: on a Redis that has to be started. One thread.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClusterScriptsContract
    implements NodeScriptsContract,
        SessionScriptsContract,
        SessionPartsContract,
        RosterScriptsContract,
        LeaveScriptContract,
        PublishScriptContract,
        UserAttributesContract,
        ChannelAttributesContract,
        LockScriptsContract,
        InvitationScriptsContract,
        ChannelLogContract,
        ChannelLifeContract,
        TableScriptsContract {
  @TempDir static Path directory;
  private ScriptBench bench;

  /** Starts the Redis of this class; returns where it is. */
  abstract String startRedis() throws IOException;

  abstract void stopRedis();

  @BeforeAll
  void start() throws IOException {
    bench = new ScriptBench(startRedis());
  }

  @AfterAll
  void stop() {
    if (bench != null) {
      bench.close();
    }
    stopRedis();
  }

  @BeforeEach
  void clear() {
    bench.clear();
  }

  @Override
  public ScriptBench bench() {
    return bench;
  }
}
