package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.client.RtmClient;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in and out, and every way in which that fails. */
class LoginTest {
  @Test
  void tellsStatesAndReasonsInOrder() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login("token", "alice", scene.events.answer("login"));
      FakeServer.Connection connection = scene.server.accept();
      Request request = connection.nextRequest();
      LoginRequest login = request.getLogin();
      assertThat(login.getAppId()).isEqualTo(Scene.APP);
      assertThat(login.getUserId()).isEqualTo("alice");
      assertThat(login.getToken()).isEqualTo("token");
      assertThat(login.getSdk()).isEqualTo("rtmkit-java/" + RtmClient.getSdkVersion());
      assertThat(login.hasResume()).isFalse();
      connection.replyLogin(request, LoginReply.newBuilder());
      scene.events.expect("state 2/1", "state 3/2", "login ok");
    }
  }

  @Test
  void noTokenIsAnEmptyOne() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login(null, "alice", null);
      assertThat(scene.server.accept().nextRequest().getLogin().getToken()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"3", "4", "5", "6", "7", "10"})
  void refusedLoginIsNotTriedAgain(int code) throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login("token", "alice", scene.events.answer("login"));
      FakeServer.Connection connection = scene.server.accept();
      connection.refuse(connection.nextRequest(), code, "no");
      connection.goodbye(CloseCode.CLOSE_CODE_LOGIN_REFUSED);
      scene.events.expect("state 2/1", "state 1/3", "login failed " + code + ": no");
      // Back where it was: the next login is an ordinary one.
      scene.login();
    }
  }

  @Test
  void loginWithoutAnswerTimesOut() throws IOException {
    try (Scene scene = Scene.withShortLogin(30)) {
      scene.client.login("token", "alice", scene.events.answer("login"));
      scene.events.expect("state 2/1", "state 1/4");
      assertThat(scene.events.next()).startsWith("login failed 9: no login within 200 ms: ");
    }
  }

  @Test
  void serverThatCannotBeReachedIsNamed() throws IOException {
    Scene scene = Scene.withShortLogin(2);
    scene.server.close();
    scene.client.login("token", "alice", scene.events.answer("login"));
    scene.events.expect("state 2/1", "state 1/4");
    assertThat(scene.events.next())
        .contains("cannot connect to 127.0.0.1:" + scene.server.port() + ": Connection refused");
    scene.client.release();
  }

  @Test
  void triesAgainWhileTheTimeOfTheLoginRuns() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login("token", "alice", scene.events.answer("login"));
      scene.server.accept().close();
      scene.server.acceptLogin();
      scene.events.expect("state 2/1", "state 3/2", "login ok");
    }
  }

  @Test
  void secondLoginIsRefused() throws IOException {
    try (Scene scene = new Scene()) {
      scene.login();
      scene.client.login("token", "alice", scene.events.answer("login"));
      scene.events.expect("login failed 8: log out first: the state is CONNECTED");
    }
  }

  @Test
  void badArgumentsChangeNothing() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login(null, "null", scene.events.answer("login"));
      scene.client.login("x".repeat(8193), "alice", scene.events.answer("login"));
      scene.events.expect(
          "login failed 3: userId: may not be the word null",
          "login failed 3: token: has 8193 bytes, at most 8192");
    }
    assertThatThrownBy(() -> RtmClient.createInstance("short", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("appId: has 5 characters, must have 32");
  }

  @Test
  void loginTakenTooLateIsTakenBack() throws IOException {
    try (Scene scene = Scene.withShortLogin(2)) {
      scene.client.login("token", "alice", null);
      FakeServer.Connection connection = scene.server.accept();
      Request login = connection.nextRequest();
      scene.events.expect("state 2/1", "state 1/4");
      connection.replyLogin(login, LoginReply.newBuilder());
      assertThat(connection.nextRequest().hasLogout()).isTrue();
    }
  }

  @Test
  void logoutTellsTheServerFirst() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.logout(scene.events.answer("logout"));
      scene.events.expect("state 1/6");
      Request logout = connection.nextRequest();
      assertThat(logout.hasLogout()).isTrue();
      connection.ok(logout);
      scene.events.expect("logout ok");
      assertThat(connection.next()).isNull();
      scene.login();
    }
  }

  @Test
  void logoutEndsEvenIfTheServerIsSilent() throws IOException {
    try (Scene scene = new Scene(20)) {
      scene.login();
      scene.client.logout(scene.events.answer("logout"));
      scene.events.expect("state 1/6", "logout ok");
    }
  }

  @Test
  void logoutBeforeLoginIsHarmless() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.logout(null);
      scene.client.logout(scene.events.answer("logout"));
      scene.events.expect("logout failed 102: not logged in");
    }
  }

  @Test
  void logoutDuringLoginAnswersTheLogin() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login("token", "alice", scene.events.answer("login"));
      FakeServer.Connection connection = scene.server.accept();
      Request login = connection.nextRequest();
      scene.client.logout(scene.events.answer("logout"));
      scene.events.expect(
          "state 2/1", "state 1/6", "login failed 1: logged out before the login was answered");
      connection.replyLogin(login, LoginReply.newBuilder());
      Request logout = connection.nextRequest();
      assertThat(logout.hasLogout()).isTrue();
      connection.ok(logout);
      scene.events.expect("logout ok");
    }
  }

  @ParameterizedTest
  @CsvSource({"CLOSE_CODE_REMOTE_LOGIN, 8", "CLOSE_CODE_BANNED, 7", "CLOSE_CODE_KICKED, 7"})
  void endedByTheServerOnlyLogoutLeadsOut(CloseCode code, int reason) throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.sendMessageToPeer("bob", scene.text("hi"), scene.events.answer("send"));
      connection.nextRequest();
      connection.goodbye(code);
      assertThat(scene.events.next()).startsWith("send failed 102: the server said good-bye");
      scene.events.expect("state 5/" + reason);
      scene.client.login("token", "alice", scene.events.answer("login"));
      scene.client.sendMessageToPeer("bob", scene.text("hi"), scene.events.answer("send"));
      scene.events.expect(
          "login failed 8: log out first: the state is ABORTED", "send failed 102: not logged in");
      scene.client.logout(scene.events.answer("logout"));
      scene.events.expect("state 1/6", "logout ok");
      scene.login();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLOSE_CODE_BANNED", "CLOSE_CODE_KICKED"})
  void endedByTheServerWhileConnectingIsARefusal(CloseCode code) throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login("token", "alice", scene.events.answer("login"));
      FakeServer.Connection connection = scene.server.accept();
      connection.nextRequest();
      connection.goodbye(code);
      scene.events.expect("state 2/1", "state 1/3");
      assertThat(scene.events.next()).startsWith("login failed 2: ").endsWith("because");
    }
  }
}
