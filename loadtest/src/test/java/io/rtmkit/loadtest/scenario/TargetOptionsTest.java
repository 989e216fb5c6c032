package io.rtmkit.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.loadtest.wire.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Which server is loaded, as the arguments say. */
class TargetOptionsTest {
  private static TargetOptions parse(String... args) {
    TargetOptions options = new TargetOptions();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("target", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs(args);
    return options;
  }

  private static List<String> places(Target target) {
    return target.addresses().stream()
        .map(address -> address.getHostString() + ":" + address.getPort())
        .toList();
  }

  @Test
  void theServerOfThisMachineWithoutTokensIsTheDefault() throws Exception {
    Target target = parse().target();
    assertThat(places(target)).containsExactly("localhost:7080");
    assertThat(target.webSocket()).isFalse();
    assertThat(target.appId()).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(target.token("alice")).isEmpty();
  }

  @Test
  void severalServersAreTakenInTheirOrder() throws Exception {
    Target target = parse("--targets", "127.0.0.1:1, 127.0.0.2:65535", "--ws").target();
    assertThat(places(target)).containsExactly("127.0.0.1:1", "127.0.0.2:65535");
    assertThat(target.webSocket()).isTrue();
  }

  @Test
  void aCertificateMakesTokens() throws Exception {
    Target target = parse("--certificate", "fedcba9876543210fedcba9876543210").target();
    assertThat(target.token("alice")).isNotEmpty().isNotEqualTo(target.token("bob"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", ":7080", "localhost:", "localhost:0", "localhost:65536", "a:b"})
  void whatIsNoAddressIsRefused(String address) {
    assertThatThrownBy(() -> parse("--target", address).target())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--target must be HOST:PORT, not " + address);
  }

  @Test
  void aNameThatIsNoHostIsUnreachable() {
    assertThatThrownBy(() -> parse("--target", "no such host:7080").target())
        .isInstanceOf(TargetUnreachable.class)
        .hasMessage("cannot reach no such host:7080: no such host");
  }

  @Test
  void anAppHasThirtyTwoCharacters() {
    assertThatThrownBy(() -> parse("--app", "short").target())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--app must have 32 characters, not 5");
  }

  @Test
  void howManyIsBounded() {
    assertThat(parse("--loops", "64").loops()).isEqualTo(64);
    assertThat(parse("--connecting", "4096").connecting()).isEqualTo(4_096);
    assertThatThrownBy(() -> parse("--loops", "65").loops()).hasMessageContaining("--loops");
    assertThatThrownBy(() -> parse("--connecting", "0").connecting())
        .hasMessageContaining("--connecting");
  }
}
