package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.AnswerInvitationRequest;
import io.rtmkit.protocol.v1.CancelInvitationRequest;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.InvitationKey;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import io.rtmkit.server.cluster.wire.InvitationItem;
import io.rtmkit.server.core.invitation.Invitation;
import io.rtmkit.server.core.invitation.InvitationAnswer;
import io.rtmkit.server.core.invitation.InvitationDecision;
import io.rtmkit.server.core.invitation.InvitationEvent;
import io.rtmkit.server.core.invitation.InvitationFacts;
import io.rtmkit.server.core.invitation.InvitationId;
import io.rtmkit.server.core.invitation.InvitationRules;
import io.rtmkit.server.core.invitation.InvitationService;
import io.rtmkit.server.core.invitation.InvitationView;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Invitations over all servers. The truth is in Redis, where a move is made by comparing the
 * version; each server that has one of the two ends keeps a copy, tells its end the moves, and
 * watches the clock. Thread-safe.
 */
final class ClusterInvitations implements InvitationService, SessionListener {
  /** What a login reply has room for. */
  private static final int MAX_LISTED = 2_000;

  private final Cluster cluster;
  private final InvitationRules rules;
  private final InvitationCopies copies;
  private final InvitationClock clock;

  /** What a user asks for is done one after the other, so that it is told in that order. */
  private final Sequence<UserKey> requests = new Sequence<>();

  /** What other servers say of a caller's invitations is read in the order in which they say it. */
  private final Sequence<UserKey> notices = new Sequence<>();

  /** Of users who are about to log in here: the names of their invitations. */
  private final ConcurrentMap<UserKey, List<String>> coming = new ConcurrentHashMap<>();

  ClusterInvitations(Cluster cluster, InvitationRules rules) {
    this.cluster = cluster;
    this.rules = rules;
    this.copies = new InvitationCopies(cluster, this::happen);
    this.clock = new InvitationClock(cluster, copies, rules);
  }

  @Override
  public void send(
      Session caller,
      SendInvitationRequest request,
      boolean again,
      Answer<InvitationAnswer> answer) {
    requests.run(caller.user(), () -> sendInTurn(caller, request, again, answer));
  }

  private CompletableFuture<Void> sendInTurn(
      Session caller,
      SendInvitationRequest request,
      boolean again,
      Answer<InvitationAnswer> answer) {
    if (copies.openFrom(caller.user()) >= rules.config().open()) {
      answer.give(InvitationAnswer.tooManyOpen(rules.config().open()));
      return Futures.done();
    }
    InvitationFacts facts = InvitationFacts.of(caller, request);
    return Futures.ended(
        copies
            .put(facts)
            .whenComplete(
                (put, failure) -> {
                  if (put == null) {
                    answer.fail(StoreException.of(failure));
                  } else if (put.created() && put.copy() != null) {
                    cluster.observers().telemetry().invitationSent();
                    cluster.observers().events().tell(facts::sent);
                    answer.give(InvitationAnswer.OK);
                    onSent(caller, put.copy());
                  } else {
                    answer.give(again ? InvitationAnswer.OK : sentBefore(put.copy()));
                  }
                }));
  }

  private void onSent(Session caller, Invitation invitation) {
    invitation.tellCallee();
    InvitationFacts facts = invitation.facts();
    copies.ends().tellElsewhere(facts.callee(), facts, invitation.version());
    if (caller.isEnded()) {
      happen(invitation, InvitationEvent.CALLER_GONE); // its own ending came too early
    }
  }

  private static InvitationAnswer sentBefore(@Nullable Invitation known) {
    return InvitationAnswer.sentBefore(known == null || known.state().isEnd());
  }

  @Override
  public void cancel(
      Session caller,
      CancelInvitationRequest request,
      boolean again,
      Answer<InvitationAnswer> answer) {
    call(
        caller.user(),
        new InvitationId(caller.user(), request.getInvitationId()),
        known -> true,
        facts -> InvitationDecision.cancel(facts, request.getContent(), again),
        answer);
  }

  @Override
  public void cancel(UserKey caller, long number, Answer<InvitationAnswer> answer) {
    call(
        caller,
        new InvitationId(caller, number),
        known -> true,
        facts -> InvitationDecision.cancel(facts, "", false),
        answer);
  }

  @Override
  public void answer(
      Session callee,
      AnswerInvitationRequest request,
      boolean again,
      Answer<InvitationAnswer> answer) {
    UserKey caller = new UserKey(callee.user().appId(), request.getCallerId());
    String sessionId = callee.identity().key().sessionId();
    String response = request.getResponse();
    call(
        callee.user(),
        new InvitationId(caller, request.getInvitationId()),
        facts -> facts.callee().equals(callee.user()),
        facts ->
            request.getAccept()
                ? InvitationDecision.accept(facts, sessionId, response, again)
                : InvitationDecision.refuse(facts, response, again),
        answer);
  }

  private void call(
      UserKey asking,
      InvitationId id,
      Predicate<InvitationFacts> allowed,
      Function<InvitationFacts, InvitationDecision> call,
      Answer<InvitationAnswer> answer) {
    requests
        .run(asking, () -> copies.find(id).thenCompose(found -> step(found, allowed, call, answer)))
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                answer.fail(StoreException.of(failure));
              }
            });
  }

  private CompletableFuture<Void> step(
      @Nullable Invitation found,
      Predicate<InvitationFacts> allowed,
      Function<InvitationFacts, InvitationDecision> call,
      Answer<InvitationAnswer> answer) {
    if (found == null || !allowed.test(found.facts())) {
      answer.give(InvitationAnswer.UNKNOWN);
      return Futures.done();
    }
    return copies.step(found, new InvitationCopies.Step(call, answer::give));
  }

  /** Something happened at one of the ends that are here. */
  private void happen(Invitation invitation, InvitationEvent event) {
    cluster.retries().run(() -> copies.step(invitation, InvitationCopies.Step.of(event)));
  }

  /** A user is about to log in here, or comes from another server. */
  void onClaimed(UserKey user, List<String> names) {
    coming.put(user, names);
  }

  @Override
  public void known(UserKey user, Answer<List<InvitationKey>> answer) {
    List<String> names = coming.remove(user);
    copies
        .load(user, names == null ? List.of() : names)
        .whenComplete(
            (invitations, failure) -> {
              if (invitations == null) {
                answer.fail(StoreException.of(failure));
                return;
              }
              List<Invitation> all = new ArrayList<>(invitations);
              all.sort(Comparator.comparing(invitation -> invitation.state().isEnd()));
              answer.give(all.stream().limit(MAX_LISTED).map(ClusterInvitations::key).toList());
            });
  }

  private static InvitationKey key(Invitation invitation) {
    InvitationFacts facts = invitation.facts();
    return InvitationKey.newBuilder()
        .setInvitationId(facts.number())
        .setCallerId(facts.caller().userId())
        .build();
  }

  @Override
  public void open(String appId, @Nullable String userId, Answer<List<InvitationView>> answer) {
    answer.give(
        copies.all().stream()
            .map(Invitation::facts)
            .filter(facts -> facts.caller().appId().equals(appId) && !facts.state().isEnd())
            .filter(
                facts ->
                    userId == null
                        || facts.caller().userId().equals(userId)
                        || facts.calleeId().equals(userId))
            .map(InvitationFacts::view)
            .limit(MAX_LISTED)
            .toList());
  }

  /** Another server says that an invitation has changed. */
  void onInvitation(InvitationItem item) {
    UserKey caller = new UserKey(item.getAppId(), item.getCallerId());
    InvitationId id = new InvitationId(caller, item.getNumber());
    notices.run(caller, () -> Futures.ended(copies.refresh(id, item.getVersion())));
  }

  @Override
  public void onOpened(Session session) {
    coming.remove(session.user());
    for (Invitation invitation : copies.of(session.user())) {
      invitation.tellAgain(session.user());
    }
  }

  @Override
  public void onAdopted(Session session) {
    List<String> names = coming.remove(session.user());
    copies
        .load(session.user(), names == null ? List.of() : names)
        .thenAccept(all -> all.forEach(each -> each.tellPresent(session.user())));
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    sessionGone(copies.of(session.user()), session.identity().key().sessionId());
  }

  private void sessionGone(Iterable<Invitation> invitations, String sessionId) {
    for (Invitation invitation : invitations) {
      if (invitation.facts().callerSession().equals(sessionId)) {
        happen(invitation, InvitationEvent.CALLER_GONE);
      } else if (invitation.facts().accepterSession().equals(sessionId)) {
        happen(invitation, InvitationEvent.CALLEE_GONE);
      }
    }
  }

  /** A session that was at a server which is gone has ended. */
  CompletableFuture<?> sessionGone(UserKey user, String sessionId, List<String> names) {
    return copies.load(user, names).thenAccept(all -> sessionGone(all, sessionId));
  }

  /** Something was lost: looks at all that are open. */
  void compareAll(Pace pace) {
    for (Invitation invitation : copies.all()) {
      InvitationFacts facts = invitation.facts();
      if (!facts.state().isEnd()) {
        pace.run(() -> copies.refresh(facts.id(), invitation.version() + 1));
      }
    }
  }

  /** Lets every invitation look at the clock; call it several times a second, on one thread. */
  void tick() {
    clock.tick();
  }
}
