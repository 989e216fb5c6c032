package io.rtmkit.server.core.invitation;

import io.rtmkit.protocol.v1.AnswerInvitationRequest;
import io.rtmkit.protocol.v1.CancelInvitationRequest;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.InvitationKey;
import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The registry of invitations: those that are open, and those that have ended so lately that one of
 * the clients may not know it. Thread-safe.
 */
public final class Invitations implements SessionListener {
  /** What a login reply has room for. */
  private static final int MAX_LISTED = 2_000;

  private final ConcurrentMap<InvitationId, Invitation> byId = new ConcurrentHashMap<>();
  private final InvitationsByUser byUser = new InvitationsByUser();
  private final Sessions sessions;
  private final InvitationRules rules;
  private final Observers observers;
  private final Clock clock;
  private final Invitation.Outbox outbox = new Steps();
  private final InvitationTimes times;

  public Invitations(Sessions sessions, InvitationRules rules, Observers observers, Clock clock) {
    this.sessions = sessions;
    this.rules = rules;
    this.times = new InvitationTimes(rules, new Overdue());
    this.observers = observers;
    this.clock = clock;
  }

  /**
   * Takes an invitation from its caller and rings at the callee.
   *
   * @param again whether the client asks again because it had no answer
   */
  public InvitationAnswer send(Session caller, SendInvitationRequest request, boolean again) {
    InvitationId id = new InvitationId(caller.user(), request.getInvitationId());
    if (!byId.containsKey(id) && byUser.openFrom(caller.user()) >= rules.config().open()) {
      return InvitationAnswer.tooManyOpen(rules.config().open());
    }
    InvitationFacts facts = InvitationFacts.of(caller, request);
    long now = clock.nanoTime();
    Invitation invitation = new Invitation(facts, 1, now, now, outbox);
    Invitation known = byId.putIfAbsent(id, invitation);
    if (known != null) {
      return again ? InvitationAnswer.OK : InvitationAnswer.sentBefore(known.state().isEnd());
    }
    observers.telemetry().invitationSent();
    observers.events().tell(facts::sent);
    byUser.add(invitation);
    invitation.tellCallee();
    if (caller.isEnded()) {
      // It ended in between: its own ending came too early.
      invitation.happen(InvitationEvent.CALLER_GONE, clock.nanoTime());
    }
    return InvitationAnswer.OK;
  }

  /** The caller takes an invitation back. */
  public InvitationAnswer cancel(Session caller, CancelInvitationRequest request, boolean again) {
    Invitation invitation = byId.get(new InvitationId(caller.user(), request.getInvitationId()));
    return invitation == null
        ? InvitationAnswer.UNKNOWN
        : invitation.decide(
            facts -> InvitationDecision.cancel(facts, request.getContent(), again),
            clock.nanoTime());
  }

  /** The callee accepts or refuses an invitation. */
  public InvitationAnswer answer(Session callee, AnswerInvitationRequest request, boolean again) {
    UserKey caller = new UserKey(callee.user().appId(), request.getCallerId());
    Invitation invitation = byId.get(new InvitationId(caller, request.getInvitationId()));
    if (invitation == null || !invitation.facts().callee().equals(callee.user())) {
      return InvitationAnswer.UNKNOWN;
    }
    long now = clock.nanoTime();
    String response = request.getResponse();
    String sessionId = callee.identity().key().sessionId();
    return invitation.decide(
        facts ->
            request.getAccept()
                ? InvitationDecision.accept(facts, sessionId, response, again)
                : InvitationDecision.refuse(facts, response, again),
        now);
  }

  /** The invitations from and to a user; the open ones first. */
  public List<InvitationKey> known(UserKey user) {
    List<Invitation> all = new ArrayList<>(byUser.of(user));
    all.sort(Comparator.comparing(invitation -> invitation.state().isEnd()));
    return all.stream().limit(MAX_LISTED).map(Invitations::key).toList();
  }

  private static InvitationKey key(Invitation invitation) {
    return InvitationKey.newBuilder()
        .setInvitationId(invitation.facts().number())
        .setCallerId(invitation.facts().caller().userId())
        .build();
  }

  /** The invitations of an app that have not ended, of one user or of all, in no order. */
  public List<InvitationView> open(String appId, @Nullable String userId) {
    Stream<Invitation> candidates =
        userId == null
            ? byId.values().stream().filter(i -> i.facts().caller().appId().equals(appId))
            : byUser.of(new UserKey(appId, userId)).stream();
    return candidates
        .map(invitation -> invitation.facts().view())
        .filter(view -> !view.state().isEnd())
        .limit(MAX_LISTED)
        .toList();
  }

  /** Takes an invitation back in the name of its caller. */
  public InvitationAnswer cancel(UserKey caller, long number) {
    Invitation invitation = byId.get(new InvitationId(caller, number));
    return invitation == null
        ? InvitationAnswer.UNKNOWN
        : invitation.decide(facts -> InvitationDecision.cancel(facts, "", false), clock.nanoTime());
  }

  public int size() {
    return byId.size();
  }

  @Override
  public void onOpened(Session session) {
    for (Invitation invitation : byUser.of(session.user())) {
      invitation.tellAgain(session.user());
    }
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    for (Invitation invitation : byUser.of(session.user())) {
      String sessionId = session.identity().key().sessionId();
      if (invitation.facts().callerSession().equals(sessionId)) {
        invitation.happen(InvitationEvent.CALLER_GONE, clock.nanoTime());
      } else if (invitation.facts().accepterSession().equals(sessionId)) {
        invitation.happen(InvitationEvent.CALLEE_GONE, clock.nanoTime());
      }
    }
  }

  /** Lets every invitation look at the clock; call it several times a second, on one thread. */
  public void tick() {
    times.tick(byId.values(), clock.nanoTime());
  }

  /** Ends those whose time is over, here and now. */
  private final class Overdue implements InvitationTimes.Due {
    @Override
    public void notReceived(Invitation invitation) {
      boolean offline = sessions.find(invitation.facts().callee()) == null;
      happen(invitation, offline ? InvitationEvent.CALLEE_OFFLINE : InvitationEvent.CALLEE_SILENT);
    }

    @Override
    public void happen(Invitation invitation, InvitationEvent event) {
      invitation.happen(event, clock.nanoTime());
    }

    @Override
    public void forget(Invitation invitation) {
      byId.remove(invitation.facts().id(), invitation);
      byUser.remove(invitation);
    }
  }

  /** Puts steps into the inboxes of users, and tells ends as events. */
  private final class Steps implements Invitation.Outbox {
    @Override
    public void ending(InvitationFacts end) {
      observers.telemetry().invitationEnded(Telemetry.InvitationEnd.valueOf(end.state().name()));
      observers.events().tell(end::ended);
    }

    @Override
    public boolean tell(
        UserKey user,
        InvitationPush push,
        Invitation invitation,
        @Nullable InvitationEvent meaning) {
      Session session = sessions.find(user);
      // Whoever has none is told after the next login.
      return session == null
          || new StepReceipt(meaning, event -> invitation.happen(event, clock.nanoTime()))
              .deliver(session, push);
    }
  }
}
