package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.script.InvitationRecord;
import io.rtmkit.server.cluster.script.PutInvitation;
import io.rtmkit.server.core.invitation.Invitation;
import io.rtmkit.server.core.invitation.InvitationAnswer;
import io.rtmkit.server.core.invitation.InvitationDecision;
import io.rtmkit.server.core.invitation.InvitationEvent;
import io.rtmkit.server.core.invitation.InvitationFacts;
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
  private record Name(UserKey caller, long number) {}

  /** What became of an invitation that was to be made. */
  record Put(boolean created, @Nullable Invitation copy) {}

  private final ConcurrentMap<Name, Invitation> byName = new ConcurrentHashMap<>();
  private final InvitationsByUser byUser = new InvitationsByUser();

  /** Those whose time is over, and about which Redis is being asked. */
  private final Set<Invitation> asked = ConcurrentHashMap.newKeySet();

  private final Sequence<Name> sequence = new Sequence<>();
  private final Cluster cluster;
  private final InvitationEnds ends;

  /** Copies whose ends tell what happens to them. */
  InvitationCopies(Cluster cluster, BiConsumer<Invitation, InvitationEvent> events) {
    this.cluster = cluster;
    this.ends = new InvitationEnds(cluster, events);
  }

  /** Makes an invitation, if it was not made before. */
  CompletableFuture<Put> put(InvitationFacts facts) {
    Name name = new Name(facts.caller(), facts.number());
    String member = InvitationNames.of(facts.caller(), facts.number());
    return sequence.run(
        name,
        () ->
            CompletableFuture.allOf(
                    cluster.users().invitations().add(facts.caller(), member),
                    cluster.users().invitations().add(facts.callee(), member))
                .thenCompose(
                    indexed -> cluster.invitations().put().run(InvitationRecords.of(facts, 1)))
                .thenCompose(put -> put.created() ? made(name, put) : madeBefore(name)));
  }

  private CompletableFuture<Put> made(Name name, PutInvitation put) {
    Invitation copy = learn(name, put.present(), put.present().sentMs(), false);
    return CompletableFuture.completedFuture(new Put(true, copy));
  }

  private CompletableFuture<Put> madeBefore(Name name) {
    return readInTurn(name).thenApply(copy -> new Put(false, copy));
  }

  /** The copy that is here, or a new one; null if there is no such invitation. */
  CompletableFuture<@Nullable Invitation> find(UserKey caller, long number) {
    Name name = new Name(caller, number);
    Invitation known = byName.get(name);
    return known == null ? read(name) : CompletableFuture.completedFuture(known);
  }

  private CompletableFuture<@Nullable Invitation> read(Name name) {
    return sequence.run(name, () -> readInTurn(name));
  }

  private CompletableFuture<@Nullable Invitation> readInTurn(Name name) {
    return cluster
        .invitations()
        .read()
        .run(name.caller(), name.number())
        .thenApply(
            found ->
                found.present() == null ? null : learn(name, found.present(), found.nowMs(), true));
  }

  /** All with one of these names, and those that are here already. */
  CompletableFuture<Collection<Invitation>> load(UserKey user, List<String> names) {
    List<CompletableFuture<@Nullable Invitation>> reading = new ArrayList<>();
    for (String text : names) {
      reading.add(
          read(new Name(InvitationNames.caller(user.appId(), text), InvitationNames.number(text))));
    }
    return Futures.all(reading).thenApply(done -> of(user));
  }

  /** Another server has moved an invitation; reads it if the copy is older. */
  CompletableFuture<?> refresh(UserKey caller, long number, long version) {
    Name name = new Name(caller, number);
    Invitation known = byName.get(name);
    if (known != null && known.version() >= version) {
      return CompletableFuture.completedFuture(null);
    }
    return read(name);
  }

  /** Moves an invitation in Redis, and then here. If another server was quicker, decides again. */
  CompletableFuture<Void> step(Invitation invitation, Step step) {
    InvitationFacts known = invitation.facts();
    Name name = new Name(known.caller(), known.number());
    return sequence.run(name, () -> stepInTurn(name, invitation, step));
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

  private CompletableFuture<Void> stepInTurn(Name name, Invitation invitation, Step step) {
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
        .run(name.caller(), name.number(), version, InvitationRecords.of(next, version + 1))
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
              return stepInTurn(name, invitation, step);
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
  private Invitation learn(Name name, InvitationRecord record, long redisMs, boolean rings) {
    long now = cluster.clock().nanoTime();
    long sent = now - TimeUnit.MILLISECONDS.toNanos(redisMs - record.sentMs());
    long since = now - TimeUnit.MILLISECONDS.toNanos(redisMs - record.sinceMs());
    InvitationFacts facts = InvitationRecords.facts(record);
    boolean[] isNew = new boolean[1];
    Invitation copy =
        byName.computeIfAbsent(
            name,
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
    byName.remove(new Name(facts.caller(), facts.number()), invitation);
    byUser.remove(invitation);
    String member = InvitationNames.of(facts.caller(), facts.number());
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
    return byName.values();
  }

  /** Open ones of a caller. */
  long openFrom(UserKey caller) {
    return byUser.openFrom(caller);
  }
}
