package io.rtmkit.server.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Resume;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.channel.LocalChannels;
import io.rtmkit.server.core.invitation.LocalInvitations;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.login.ClaimedSession;
import io.rtmkit.server.core.login.LoginClaim;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.session.Bans;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Logins whose claims are answered later: what may have happened in between. */
class LateClaimsTest {
  private static final UserKey ALICE = new UserKey(TestDomain.APP, "alice");

  private final TestDomain domain = new TestDomain();
  private final ServerConfig config = ServerConfig.defaultsWith(Map.of("dev-mode", "on"));
  private final List<@Nullable ResumeKey> shown = new ArrayList<>();
  private final List<Answer<ClaimedSession>> claims = new ArrayList<>();
  private final LoginHandler handler =
      new LoginHandler(
          new LoginGate(
              Apps.of(config, domain.clock),
              domain.moderation,
              config.rates().login(),
              domain.clock),
          () -> LoginTerms.of(config, Duration.ofSeconds(95)),
          domain.sessions,
          new LoginHandler.LoginServices(
              this::claim,
              new LocalChannels(domain.channels),
              new LocalInvitations(domain.invitations)),
          domain.clock);
  private BooleanSupplier isGone = () -> true;
  private final FakeLink link = domain.link();
  private final Client client = client(link);

  private void claim(LoginClaim claim, Answer<ClaimedSession> answer) {
    assertThat(claim.user()).isEqualTo(ALICE);
    shown.add(claim.shown());
    claims.add(answer);
    isGone = claim.isGone();
  }

  private Client client(FakeLink connection) {
    return new Client(connection, config.rates().frames());
  }

  private void login(Client from, @Nullable ResumeKey key) {
    LoginRequest.Builder login =
        LoginRequest.newBuilder().setAppId(ALICE.appId()).setUserId(ALICE.userId());
    if (key != null) {
      login.setResume(
          Resume.newBuilder()
              .setSessionId(key.sessionId())
              .setSecret(key.secret())
              .setInboxOffset(4));
    }
    Request request = Request.newBuilder().setRequestId(1).setLogin(login).build();
    handler.login(new Call(from, request, null, Telemetry.NONE, new RequestLog(domain.clock), 0));
  }

  private void claimed(int which, ClaimedSession.Kind kind, ResumeKey key, long epoch) {
    claims.get(which).give(new ClaimedSession(kind, key, epoch, Set.of("room")));
  }

  private ResumeKey opened(int which, long epoch) {
    ResumeKey key = domain.sessions.newKey();
    claimed(which, ClaimedSession.Kind.OPENED, key, epoch);
    return key;
  }

  private Session session() {
    return Objects.requireNonNull(domain.sessions.find(ALICE));
  }

  @Test
  void nothingHappensBeforeTheClaimIsAnswered() {
    login(client, null);
    assertThat(link.received()).isEmpty();
    assertThat(domain.sessions.size()).isZero();
    ResumeKey key = opened(0, 7);
    Reply reply = link.replies().get(0);
    assertThat(reply.getCode()).isZero();
    assertThat(reply.getLogin().getSessionId()).isEqualTo(key.sessionId());
    assertThat(reply.getLogin().getResumed()).isFalse();
    assertThat(session().identity().epoch()).isEqualTo(7);
    assertThat(client.session()).isSameAs(session());
  }

  @Test
  void whoeverClaimsCanAskWhetherTheClientIsStillThere() {
    login(client, null);
    assertThat(isGone.getAsBoolean()).isFalse();
    client.disconnected();
    assertThat(isGone.getAsBoolean()).isTrue();
  }

  @Test
  void aClientThatIsGoneMeanwhileLeavesASessionWithoutAConnection() {
    login(client, null);
    client.disconnected();
    opened(0, 7);
    assertThat(session().link()).isNull();
    assertThat(session().isEnded()).isFalse(); // the client may come back for it
    domain.pass(Duration.ofSeconds(31));
    assertThat(domain.sessions.size()).isZero();
  }

  @Test
  void aSecondLoginOnTheConnectionIsRefusedAndDoesNotEndTheFirst() {
    login(client, null);
    login(client, null);
    assertThat(claims).hasSize(1);
    assertThat(link.replies()).hasSize(1);
    assertThat(link.replies().get(0).getCode()).isEqualTo(8); // ALREADY_LOGIN
    assertThat(link.closeCode()).isNull();
    opened(0, 7);
    assertThat(link.replies()).hasSize(2);
    assertThat(client.session()).isSameAs(session());
  }

  @Test
  void ofTwoLoginsOfAUserOnTwoConnectionsTheLaterAnsweredStays() {
    FakeLink second = domain.link();
    login(client, null);
    login(client(second), null);
    opened(1, 7);
    opened(0, 8);
    assertThat(second.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_REMOTE_LOGIN);
    assertThat(session().link()).isSameAs(link);
    assertThat(domain.sessions.size()).isEqualTo(1);
  }

  @Test
  void aClaimThatFailsIsATimeOutAndClosesTheConnection() {
    login(client, null);
    claims.get(0).fail(StoreException.refused("Redis does not answer"));
    Reply reply = link.replies().get(0);
    assertThat(reply.getCode()).isEqualTo(9);
    assertThat(reply.getReason()).isEqualTo("Redis does not answer");
    assertThat(reply.getRetryAfterMs()).isPositive();
    assertThat(link.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_LOGIN_REFUSED);
    assertThat(domain.sessions.size()).isZero();
    assertThat(client.anySession()).isNull();
  }

  @Test
  void whoWasDisplacedIsSentAwayWithoutAReply() {
    ResumeKey key = domain.sessions.newKey();
    login(client, key);
    assertThat(shown).containsExactly(key);
    claimed(0, ClaimedSession.Kind.DISPLACED, key, 7);
    assertThat(link.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_REMOTE_LOGIN);
    assertThat(link.replies()).isEmpty();
    assertThat(domain.sessions.size()).isZero();
  }

  @Test
  void aSessionOfAnotherServerGoesOnHere() {
    ResumeKey key = domain.sessions.newKey();
    login(client, key);
    claimed(0, ClaimedSession.Kind.RESUMED, key, 7);
    Reply reply = link.replies().get(0);
    assertThat(reply.getLogin().getResumed()).isTrue();
    assertThat(reply.getLogin().getSessionId()).isEqualTo(key.sessionId());
    assertThat(session().identity().epoch()).isEqualTo(7);
    assertThat(session().link()).isSameAs(link);
    assertThat(session().isInChannel("room")).isTrue();
  }

  @Test
  void aSessionThatIsHereWithTheSameEpochGoesOnAsItIs() {
    login(client, null);
    ResumeKey key = opened(0, 7);
    Session session = session();
    FakeLink second = domain.link();
    login(client(second), key);
    claimed(1, ClaimedSession.Kind.RESUMED, key, 7);
    assertThat(session()).isSameAs(session);
    assertThat(session.link()).isSameAs(second);
    assertThat(second.replies().get(0).getLogin().getResumed()).isTrue();
  }

  @Test
  void aSessionThatWasElsewhereInBetweenIsTakenOverAnew() {
    login(client, null);
    ResumeKey key = opened(0, 7);
    Session old = session();
    FakeLink second = domain.link();
    login(client(second), key);
    claimed(1, ClaimedSession.Kind.RESUMED, key, 9);
    assertThat(session()).isNotSameAs(old);
    assertThat(old.isEnded()).isTrue();
    assertThat(session().identity().epoch()).isEqualTo(9);
    assertThat(session().link()).isSameAs(second);
    assertThat(link.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE);
  }

  @Test
  void aBanThatCameInBetweenEndsTheSession() {
    login(client, null);
    Bans.ban(domain.moderation, ALICE, Duration.ofHours(1), "for a test");
    opened(0, 7);
    assertThat(link.replies()).isEmpty();
    assertThat(link.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_BANNED);
    assertThat(domain.sessions.size()).isZero();
  }
}
