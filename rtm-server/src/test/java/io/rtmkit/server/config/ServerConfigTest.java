package io.rtmkit.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds across the sections: who may log in without a configured app. */
class ServerConfigTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final AppConfig APP =
      AppConfig.withCertificate(ID, "00112233445566778899aabbccddeeff");

  private final ServerConfig defaults = ServerConfig.defaults();

  @Test
  void unusualDoorsAreWarnedOf() {
    assertThat(warnings(Map.of("listen.host", "0.0.0.0", "dev-mode", "on")))
        .containsExactly(
            "dev-mode is on: whoever reaches 0.0.0.0 can log in with an app id of their own");
    assertThat(warnings(Map.of("dev-mode", "off")))
        .containsExactly("dev-mode is off and there are no apps: nobody can log in");
    assertThat(warnings(Map.of("dev-mode", "on"))).isEmpty();
  }

  @Test
  void anAppIdIsThereOnce() {
    assertThatThrownBy(() -> defaults.withApps(List.of(APP, AppConfig.open(ID))))
        .hasMessage("apps: the id " + ID + " is there twice");
  }

  @Test
  void appsAreCheckedHoweverTheyAreMade() {
    assertThatThrownBy(() -> AppConfig.open("short")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> AppConfig.withCertificate(ID, "not hex"))
        .hasMessage("apps.certificate: must be 32 hex digits");
    assertThat(APP).hasToString("AppConfig[id=" + ID + ", certificate=(secret)]");
    AppConfig withKey = AppConfig.withPublicKey(ID, TestKeys.ec(256).getPublic());
    assertThat(withKey).hasToString("AppConfig[id=" + ID + ", jwtPublicKey=EC]");
    assertThat(withKey.isOpen()).isFalse();
  }

  private static List<String> warnings(Map<String, String> flags) {
    return ConfigLoader.load(null, Map.of(), flags).warnings();
  }
}
