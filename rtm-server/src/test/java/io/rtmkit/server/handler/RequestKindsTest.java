package io.rtmkit.server.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Request.BodyCase;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.attribute.LocalUserAttributes;
import io.rtmkit.server.core.channel.LocalChannels;
import io.rtmkit.server.core.invitation.LocalInvitations;
import io.rtmkit.server.core.login.LocalSessionClaims;
import io.rtmkit.server.core.presence.LocalPresence;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The dispatch table as a whole: what a new row must not forget. */
class RequestKindsTest {
  private static final Set<BodyCase> BEFORE_LOGIN = Set.of(BodyCase.PING, BodyCase.LOGIN);

  /** Kinds that go without a budget: they are rare by nature, or have one of their own. */
  private static final Set<BodyCase> WITHOUT_BUDGET =
      Set.of(BodyCase.PING, BodyCase.LOGIN, BodyCase.LOGOUT, BodyCase.LEAVE);

  private final Map<BodyCase, RequestKind> kinds = kinds();

  private static Map<BodyCase, RequestKind> kinds() {
    TestDomain domain = new TestDomain();
    ServerConfig config = ServerConfig.defaults();
    Apps apps = Apps.of(config, domain.clock);
    LocalChannels channels = new LocalChannels(domain.channels);
    return RequestKinds.of(
        new Handlers(
            new LoginHandler(
                new LoginGate(apps, domain.moderation, config.rates().login(), domain.clock),
                () -> LoginTerms.of(config, Duration.ofSeconds(95)),
                domain.sessions,
                new LoginHandler.LoginServices(
                    new LocalSessionClaims(domain.sessions),
                    channels,
                    new LocalInvitations(domain.invitations)),
                domain.clock),
            new SessionHandler(domain.sessions, apps),
            new PeerMessageHandler(domain.peers, config::limits),
            new ChannelHandler(
                channels,
                domain.lostMembers,
                config::limits,
                () -> config.rates().joinSameChannel(),
                domain.clock),
            new MembersHandler(channels, config::limits),
            new ChannelMessageHandler(
                channels, domain.lostMembers, domain.store, config::limits, domain.clock, null),
            new HistoryHandler(domain.store, config.history()),
            new AttributeHandler(new LocalUserAttributes(domain.userAttributes), channels),
            new LockHandler(channels, config.locks(), config.attributes().keyBytes()),
            new PresenceHandler(new LocalPresence(domain.presence), config.presence()),
            new InvitationHandler(new LocalInvitations(domain.invitations), config.invitation())));
  }

  @Test
  void everythingButPingAndLoginNeedsALogin() {
    kinds.forEach(
        (kind, row) ->
            assertThat(row.needsLogin()).as("%s", kind).isEqualTo(!BEFORE_LOGIN.contains(kind)));
  }

  @Test
  void whatCostsHasABudgetAndACodeForIt() {
    kinds.forEach(
        (kind, row) -> {
          assertThat(row.budget() == null).as("%s", kind).isEqualTo(WITHOUT_BUDGET.contains(kind));
          assertThat(row.budget() == null || row.codes().tooOften() > 0).as("%s", kind).isTrue();
          assertThat(row.codes().failure()).as("%s", kind).isPositive();
        });
  }
}
