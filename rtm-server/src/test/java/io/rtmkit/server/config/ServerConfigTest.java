package io.rtmkit.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds across the sections: who may log in without a configured app. */
class ServerConfigTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final AppConfig APP =
      AppConfig.withCertificate(ID, "00112233445566778899aabbccddeeff");

  private final ServerConfig defaults = ServerConfig.defaults();

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, AUTO, false, true",
    "127.0.0.1, ON, false, true",
    "127.0.0.1, OFF, false, false",
    "127.0.0.1, AUTO, true, false",
    "127.0.0.1, ON, true, true",
    "127.0.0.1, OFF, true, false",
    "0.0.0.0, ON, false, true",
    "0.0.0.0, OFF, false, false",
    "0.0.0.0, AUTO, true, false",
    "0.0.0.0, ON, true, true",
    "0.0.0.0, OFF, true, false"
  })
  void openApps(String host, DevMode mode, boolean withApp, boolean expected) {
    ServerConfig config =
        ConfigLoader.load(
                null,
                withApp
                    ? Map.of("RTM_APP_ID", ID, "RTM_APP_CERTIFICATE", APP.certificate())
                    : Map.of(),
                Map.of("listen.host", host, "dev-mode", mode.name().toLowerCase(Locale.ROOT)))
            .config();
    assertThat(config.allowsOpenApps()).isEqualTo(expected);
    assertThat(config.findApp(ID)).isEqualTo(withApp ? APP : null);
    assertThat(config.findApp(ID.toUpperCase(Locale.ROOT))).isNull();
  }

  @Test
  void anOpenDoorToTheWorldIsRefusedWithTheTwoWaysOut() {
    assertThatThrownBy(() -> ServerConfig.defaultsWith(Map.of("listen.host", "0.0.0.0")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("listen.host: 0.0.0.0 can be reached from other machines")
        .hasMessageContaining("RTM_APP_ID and RTM_APP_CERTIFICATE")
        .hasMessageContaining("RTM_DEV_MODE=on")
        .hasMessageEndingWith("(set by flag)");
  }

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
