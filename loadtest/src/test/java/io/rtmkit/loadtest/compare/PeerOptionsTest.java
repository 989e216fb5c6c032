package io.rtmkit.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.loadtest.compare.peer.Peer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Who takes part in a comparison, as the arguments say. */
class PeerOptionsTest {
  @TempDir private Path home;
  private final StringWriter said = new StringWriter();

  private List<String> names(WorkKind kind, String... args) {
    PeerOptions options = new PeerOptions();
    CommandSpec mixin = CommandSpec.forAnnotatedObject(options);
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--peer-home", home.toString()));
    new CommandLine(CommandSpec.create().addMixin("peers", mixin))
        .parseArgs(all.toArray(new String[0]));
    return options.peers(kind, new PrintWriter(said, true)).stream().map(Peer::name).toList();
  }

  @Test
  void noneIsRtmkitAlone() {
    assertThat(names(WorkKind.CHANNEL, "--peers", "none")).containsExactly("rtmkit");
  }

  @Test
  void aRelayMayBeTheOnlyOther() {
    assertThat(names(WorkKind.CHANNEL, "--peers", "R")).containsExactly("rtmkit", "R");
    assertThat(names(WorkKind.CONN, "--peers", "Rc")).containsExactly("rtmkit", "Rc");
  }

  @Test
  void withOthersComeTheRelaysAndTheOtherWayToRtmkit() {
    assertThat(names(WorkKind.CHANNEL, "--peers", "ws"))
        .containsExactly("rtmkit", "rtmkit-ws", "R", "Rc");
    assertThat(names(WorkKind.IDLE, "--peers", "ws"))
        .containsExactly("rtmkit", "rtmkit-hb10", "R", "Rc");
  }

  @Test
  void whoIsNotInstalledIsLeftOutAndNamed() {
    names(WorkKind.CHANNEL, "--peers", "hivemq,ws");
    assertThat(said.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.contains(home.toString()), "says where it was looked for")
        .anyMatch(line -> line.startsWith("skipped: hivemq, "))
        .anyMatch(line -> line.startsWith("skipped: ws, "));
  }

  @Test
  void redisCannotPlayPeers() {
    assertThat(names(WorkKind.PEER, "--peers", "redis")).doesNotContain("redis");
    assertThat(said).hasToString("skipped: redis, its subscribers cannot publish\n");
  }

  @Test
  void whoIsNotKnownIsRefused() {
    assertThatThrownBy(() -> names(WorkKind.CHANNEL, "--peers", "kafka"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no kafka")
        .hasMessageContaining("nats, mosquitto, redis, hivemq, ws");
  }
}
