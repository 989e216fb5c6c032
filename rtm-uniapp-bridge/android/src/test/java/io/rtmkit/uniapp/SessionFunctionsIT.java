package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import io.rtmkit.client.RtmClient;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.token.DynamicKey007;
import io.rtmkit.server.token.TokenGrant;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instance, login, token, parameters and log, as pages call them. */
final class SessionFunctionsIT extends TwoPhones {
  private static final String CERTIFICATE = "fedcba9876543210fedcba9876543210";

  @Test
  void createInstance_login_logout_and_onConnectionStateChanged() {
    try (Phone phone = new Phone();
        Page page = phone.openPage()) {
      assertThat(answer(page, "createInstance", instance())).containsEntry("code", 0);
      assertThat(answer(page, "login", "{token: '', userId: 'carol'}"))
          .containsEntry("code", 0)
          .containsEntry("message", "");
      assertThat(state(page)).isEqualTo("2/1");
      assertThat(state(page)).isEqualTo("3/2");
      assertThat(answer(page, "login", "{userId: 'carol'}")).containsEntry("code", 8);
      assertThat(answer(page, "logout", "")).containsEntry("code", 0);
      assertThat(state(page)).isEqualTo("1/6");
      assertThat(answer(page, "release", "")).containsEntry("code", 0);
      assertThat(answer(page, "login", "{userId: 'carol'}")).containsEntry("code", 101);
    }
  }

  @Test
  void login_elsewhere_is_told() {
    try (Phone other = new Phone();
        Page page = other.openPage(server, "alice")) {
      alice.run("await next('onConnectionStateChanged', (e) => e.state === 5 && e.reason === 8)");
      assertThat(answer(alice, "sendMessageToPeer", "{peerId: 'bob', text: 'x'}"))
          .containsEntry("code", 102);
      page.run("await call('logout')");
    }
  }

  @Test
  void createInstance_says_what_is_wrong() {
    try (Phone phone = new Phone();
        Page page = phone.openPage()) {
      JSONObject appId = answer(page, "createInstance", "{appId: 'short'}");
      assertThat(appId).containsEntry("code", 3);
      assertThat(appId.getString("message")).contains("appId", "32");
      JSONObject address =
          answer(
              page,
              "createInstance",
              "{appId: '%s', server: 'http://x'}".formatted(TestServer.APP));
      assertThat(address).containsEntry("code", 4);
      assertThat(address.getString("message")).contains("http://x", "scheme");
    }
  }

  @Test
  void without_a_server_the_first_call_says_so() {
    try (Phone phone = new Phone();
        Page page = phone.openPage()) {
      JSONObject created =
          answer(page, "createInstance", "{appId: '%s'}".formatted(TestServer.APP));
      assertThat(created).containsEntry("code", 0);
      assertThat(created.getString("message")).contains("no server is known", "setParameters");
      JSONObject login = answer(page, "login", "{userId: 'carol'}");
      assertThat(login).containsEntry("code", 3);
      assertThat(login.getString("message")).contains("no server is known");
    }
  }

  @Test
  void a_server_that_is_refused_is_not_known() {
    try (Phone phone = new Phone();
        Page page = phone.openPage()) {
      String app = "appId: '%s'".formatted(TestServer.APP);
      answer(page, "createInstance", "{%s}".formatted(app));
      assertThat(answer(page, "createInstance", "{%s, server: 'http://x'}".formatted(app)))
          .containsEntry("code", 4);
      JSONObject login = answer(page, "login", "{userId: 'carol'}");
      assertThat(login).containsEntry("code", 3);
      assertThat(login.getString("message")).contains("no server is known");
    }
  }

  @Test
  void the_server_comes_from_parameters_then_createInstance_then_the_manifest() {
    Phone phone = new Phone(Map.of(Host.SERVER_PARAMETER, server.address()), new File("target"));
    try (phone;
        Page page = phone.openPage()) {
      String app = "appId: '%s'".formatted(TestServer.APP);
      String elsewhere = "127.0.0.1:1";
      answer(page, "createInstance", "{%s}".formatted(app));
      assertThat(loginCode(page)).as("the manifest").isZero();
      answer(page, "createInstance", "{%s, server: '%s'}".formatted(app, elsewhere));
      assertThat(loginCode(page)).as("createInstance").isEqualTo(9);
      assertThat(answer(page, "setParameters", privateServer())).containsEntry("code", 0);
      assertThat(loginCode(page)).as("the private server command").isZero();
      answer(page, "release", "");
      answer(page, "createInstance", "{%s, server: '%s'}".formatted(app, elsewhere));
      assertThat(loginCode(page)).as("parameters outlast release").isZero();
    }
  }

  @Test
  void setParameters_takes_text_and_objects_and_says_what_is_wrong() {
    assertThat(answer(alice, "setParameters", "'{\"rtm.log_filter\": 65535}'"))
        .containsEntry("code", 0);
    assertThat(answer(alice, "setParameters", "{confPriCloudAddr: {ServerAdd: 'h', Port: 7080}}"))
        .containsEntry("code", 0);
    JSONObject bad =
        answer(alice, "setParameters", "{Cmd: 'ConfPriCloudAddr', ServerAdd: 'h', Port: 0}");
    assertThat(bad).containsEntry("code", 1);
    assertThat(bad.getString("message")).contains("Port", "65535");
    assertThat(answer(alice, "setParameters", "'no json'")).containsEntry("code", 1);
  }

  @Test
  void renewToken_and_onTokenWillExpire() {
    try (TestServer strict = TestServer.startWithApp(CERTIFICATE, 0, Clock.system());
        Phone phone = new Phone();
        Page page = phone.openPage()) {
      answer(page, "createInstance", instance(strict));
      JSONObject refused = answer(page, "login", "{userId: 'carol'}");
      assertThat(refused).containsEntry("code", 5);
      assertThat(refused.getString("message")).contains("token");
      assertThat(answer(page, "login", "{userId: 'carol', token: '%s'}".formatted(token(25))))
          .containsEntry("code", 0);
      assertThat(event(page, "onTokenWillExpire")).hasSize(1);
      assertThat(answer(page, "renewToken", "{token: '%s'}".formatted(token(600))))
          .containsEntry("code", 0);
      assertThat(answer(page, "renewToken", "{token: 'forged'}")).containsEntry("code", 6);
      assertThat(answer(page, "renewToken", "{}"))
          .containsEntry("code", 2)
          .containsEntry("message", "token: is missing");
    }
  }

  @Test
  void onTokenDidExpire_comes_when_a_returning_client_is_refused() {
    try (Phone phone = new Phone();
        Page page = phone.openPage()) {
      TestServer strict = TestServer.startWithApp(CERTIFICATE, 0, Clock.system());
      answer(page, "createInstance", instance(strict));
      answer(page, "login", "{userId: 'carol', token: '%s'}".formatted(token(600)));
      strict.close();
      try (TestServer later = TestServer.startWithApp(CERTIFICATE, strict.port(), inTwoHours())) {
        assertThat(later.port()).isEqualTo(strict.port());
        assertThat(event(page, "onTokenDidExpire")).hasSize(1);
      }
    }
  }

  @Test
  void getSdkVersion_answers_at_once_and_to_the_callback() {
    assertThat(answer(alice, "getSdkVersion", ""))
        .containsEntry("version", RtmClient.getSdkVersion());
    assertThat(alice.run("return rtm.getSdkVersion()")).isEqualTo(RtmClient.getSdkVersion());
  }

  @Test
  void the_log_functions(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("logs").resolve("rtm.log");
    try (Phone phone = new Phone(Map.of(), folder.toFile());
        Page page = phone.openPage()) {
      answer(page, "createInstance", instance());
      assertThat(answer(page, "setLogFile", "{filePath: 'logs/rtm.log'}")).containsEntry("code", 0);
      assertThat(answer(page, "setLogFilter", "{filter: '15'}")).containsEntry("code", 0);
      assertThat(answer(page, "setLogFileSize", "{fileSizeInKBytes: 1024}"))
          .containsEntry("code", 0);
      assertThat(loginCode(page)).isZero();
      assertThat(Files.readString(log)).contains("login of carol");
      assertThat(answer(page, "setLogFile", "{filePath: '/proc/none/rtm.log'}"))
          .containsEntry("code", 1);
      assertThat(answer(page, "setLogFilter", "{filter: 'loud'}"))
          .containsEntry("message", "filter: must be a whole number, is loud");
    }
  }

  private static int loginCode(Page page) {
    page.run("await call('logout')");
    return answer(page, "login", "{userId: 'carol'}").getIntValue("code");
  }

  private static String instance() {
    return instance(server);
  }

  private static String instance(TestServer of) {
    return "{appId: '%s', server: '%s'}".formatted(TestServer.APP, of.address());
  }

  /** A token of carol that is good for so many seconds. */
  private static String token(int seconds) {
    Instant now = Instant.now();
    TokenGrant grant = new TokenGrant(TestServer.APP, "carol", now, Duration.ofSeconds(seconds));
    return DynamicKey007.build(grant, CERTIFICATE, 42);
  }

  private static Clock inTwoHours() {
    Clock clock = Clock.system();
    return new Clock() {
      @Override
      public long nanoTime() {
        return clock.nanoTime();
      }

      @Override
      public long currentTimeMillis() {
        return clock.currentTimeMillis() + Duration.ofHours(2).toMillis();
      }
    };
  }

  private static String privateServer() {
    return "'{\"Cmd\":\"ConfPriCloudAddr\",\"ServerAdd\":\"127.0.0.1\",\"Port\":%d}'"
        .formatted(server.port());
  }

  private static String state(Page page) {
    JSONObject event = event(page, "onConnectionStateChanged");
    assertThat(event).isEqualTo(JSON.parse(event.toJSONString()));
    return event.get("state") + "/" + event.get("reason");
  }
}
