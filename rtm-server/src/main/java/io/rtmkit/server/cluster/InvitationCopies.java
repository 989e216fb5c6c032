package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.script.InvitationRecord;
import io.rtmkit.server.cluster.script.PutInvitation;
import io.rtmkit.server.core.invitation.Invitation;
import io.rtmkit.server.core.invitation.InvitationAnswer;
import io.rtmkit.server.core.invitation.InvitationDecision;
import io.rtmkit.server.core.invitation.InvitationEvent;
import io.rtmkit.server.core.invitation.InvitationFacts;
import io.rtmkit.server.core.invitation.InvitationId;
import io.rtmkit.server.core.invitation.InvitationsByUser;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The copies of invitations that have one of their ends here, and the way to what they are copies
 * of. Thread-safe.
 */
final class InvitationCopies {
  /** What became of an invitation that was to be made. */
  record Put(boolean created, @Nullable Invitation copy) {}

  private final ConcurrentMap<InvitationId, Invitation> byId = new ConcurrentHashMap<>();
  private final InvitationsByUser byUser = new InvitationsByUser();

  /** Those whose time is over, and about which Redis is being asked. */
  private final Set<Invitation> asked = ConcurrentHashMap.newKeySet();

  private final Sequence<InvitationId> sequence = new Sequence<>();
  private final Cluster cluster;
  private final InvitationEnds ends;

  /** Copies whose ends tell what happens to them. */
  InvitationCopies(Cluster cluster, BiConsumer<Invitation, InvitationEvent> events) {
    this.cluster = cluster;
    this.ends = new InvitationEnds(cluster, events);
  }

  /** Makes an invitation, if it was not made before. */
  CompletableFuture<Put> put(InvitationFacts facts) {
    InvitationId id = facts.id();
    String member = InvitationNames.of(id);
    return sequence.run(
        id,
        () ->
            CompletableFuture.allOf(
                    cluster.users().invitations().add(facts.caller(), member),
                    cluster.users().invitations().add(facts.callee(), member))
                .thenCompose(
                    indexed -> cluster.invitations().put().run(InvitationRecords.of(facts, 1)))
                .thenCompose(put -> put.created() ? made(id, put) : madeBefore(id)));
  }

  private CompletableFuture<Put> made(InvitationId id, PutInvitation put) {
    Invitation copy = learn(id, put.present(), put.present().sentMs(), false);
    return CompletableFuture.completedFuture(new Put(true, copy));
  }

  private CompletableFuture<Put> madeBefore(InvitationId id) {
    return readInTurn(id).thenApply(copy -> new Put(false, copy));
  }

  /** The copy that is here, or a new one; null if there is no such invitation. */
  CompletableFuture<@Nullable Invitation> find(InvitationId id) {
    Invitation known = byId.get(id);
    return known == null ? read(id) : CompletableFuture.completedFuture(known);
  }

  private CompletableFuture<@Nullable Invitation> read(InvitationId id) {
    return sequence.run(id, () -> readInTurn(id));
  }

  private CompletableFuture<@Nullable Invitation> readInTurn(InvitationId id) {
    return cluster
        .invitations()
        .read()
        .run(id.caller(), id.number())
        .thenApply(
            found ->
                found.present() == null ? null : learn(id, found.present(), found.nowMs(), true));
  }

  /** All with one of these names, and those that are here already. */
  CompletableFuture<Collection<Invitation>> load(UserKey user, List<String> names) {
    List<CompletableFuture<@Nullable Invitation>> reading = new ArrayList<>();
    for (String name : names) {
      reading.add(read(InvitationNames.parse(user.appId(), name)));
    }
    return Futures.all(reading).thenApply(done -> of(user));
  }

  /** Another server has moved an invitation; reads it if the copy is older. */
  CompletableFuture<?> refresh(InvitationId id, long version) {
    Invitation known = byId.get(id);
    if (known != null && known.version() >= version) {
      return CompletableFuture.completedFuture(null);
    }
    return read(id);
  }

  /** Moves an invitation in Redis, and then here. If another server was quicker, decides again. */
  CompletableFuture<Void> step(Invitation invitation, Step step) {
    InvitationId id = invitation.facts().id();
    return sequence.run(id, () -> stepInTurn(id, invitation, step));
  }

  /**
   * What is to become of an invitation. Immutable.
   *
   * @param call what it makes of the facts
   * @param answer told what was decided, before the two ends are
   */
  record Step(
      Function<InvitationFacts, InvitationDecision> call, Consumer<InvitationAnswer> answer) {
    /** Nobody waits for the answer. */
    static Step of(InvitationEvent event) {
      return new Step(facts -> InvitationDecision.of(facts, event), ignored -> {});
    }
  }

  private CompletableFuture<Void> stepInTurn(InvitationId id, Invitation invitation, Step step) {
    long version = invitation.version();
    InvitationDecision decision = step.call().apply(invitation.facts());
    InvitationFacts next = decision.next();
    if (next == null) {
      step.answer().accept(decision.answer());
      return Futures.done();
    }
    return cluster
        .invitations()
        .step()
        .run(id.caller(), id.number(), version, InvitationRecords.of(next, version + 1))
        .thenCompose(
            stepped -> {
              InvitationRecord present = stepped.present();
              if (stepped.done()) {
                step.answer().accept(decision.answer());
                moved(invitation, next, version + 1);
                return Futures.done();
              }
              if (present == null) {
                forget(invitation); // so long over that nobody keeps it
                step.answer().accept(InvitationAnswer.UNKNOWN);
                return Futures.done();
              }
              invitation.become(
                  InvitationRecords.facts(present), present.version(), cluster.clock().nanoTime());
              return stepInTurn(id, invitation, step);
            });
  }

  private void moved(Invitation invitation, InvitationFacts next, long version) {
    if (next.state().isEnd()) {
      cluster
          .observers()
          .telemetry()
          .invitationEnded(Telemetry.InvitationEnd.valueOf(next.state().name()));
      cluster.observers().events().tell(next::ended);
    }
    invitation.become(next, version, cluster.clock().nanoTime());
    ends.tellElsewhere(next.caller(), next, version);
    ends.tellElsewhere(next.callee(), next, version);
  }

  /** What Redis has; rings at a callee who is here, unless somebody else does. */
  private Invitation learn(InvitationId id, InvitationRecord record, long redisMs, boolean rings) {
    long now = cluster.clock().nanoTime();
    long sent = now - TimeUnit.MILLISECONDS.toNanos(redisMs - record.sentMs());
    long since = now - TimeUnit.MILLISECONDS.toNanos(redisMs - record.sinceMs());
    InvitationFacts facts = InvitationRecords.facts(record);
    boolean[] isNew = new boolean[1];
    Invitation copy =
        byId.computeIfAbsent(
            id,
            key -> {
              isNew[0] = true;
              return new Invitation(facts, record.version(), sent, since, ends);
            });
    if (isNew[0]) {
      byUser.add(copy);
      if (rings) {
        copy.tellCallee();
      }
    } else {
      copy.become(facts, record.version(), since);
    }
    return copy;
  }

  void forget(Invitation invitation) {
    InvitationFacts facts = invitation.facts();
    byId.remove(facts.id(), invitation);
    byUser.remove(invitation);
    String member = InvitationNames.of(facts.id());
    cluster.users().invitations().remove(facts.caller(), member);
    cluster.users().invitations().remove(facts.callee(), member);
  }

  /** Asks about an invitation whose time is over, unless that is being done. */
  void once(Invitation invitation, Supplier<CompletableFuture<?>> question) {
    if (asked.add(invitation)) {
      question.get().whenComplete((done, failure) -> asked.remove(invitation));
    }
  }

  InvitationEnds ends() {
    return ends;
  }

  Collection<Invitation> of(UserKey user) {
    return byUser.of(user);
  }

  Collection<Invitation> all() {
    return byId.values();
  }

  /** Open ones of a caller. */
  long openFrom(UserKey caller) {
    return byUser.openFrom(caller);
  }
}
