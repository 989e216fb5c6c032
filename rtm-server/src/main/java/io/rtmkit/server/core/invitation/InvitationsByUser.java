package io.rtmkit.server.core.invitation;

import io.rtmkit.server.core.session.UserKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The invitations from and to each user. Thread-safe. */
public final class InvitationsByUser {
  private final ConcurrentMap<UserKey, Set<Invitation>> byUser = new ConcurrentHashMap<>();

  /** Notes an invitation at both of its ends. */
  public void add(Invitation invitation) {
    InvitationFacts facts = invitation.facts();
    add(facts.caller(), invitation);
    add(facts.callee(), invitation);
  }

  private void add(UserKey user, Invitation invitation) {
    byUser.compute(
        user,
        (key, known) -> {
          Set<Invitation> all = known == null ? ConcurrentHashMap.newKeySet() : known;
          all.add(invitation);
          return all;
        });
  }

  /** Forgets an invitation at both of its ends. */
  public void remove(Invitation invitation) {
    InvitationFacts facts = invitation.facts();
    remove(facts.caller(), invitation);
    remove(facts.callee(), invitation);
  }

  private void remove(UserKey user, Invitation invitation) {
    byUser.computeIfPresent(
        user,
        (key, all) -> {
          all.remove(invitation);
          return all.isEmpty() ? null : all;
        });
  }

  /** Those of a user, in no order, as they come and go. */
  public Set<Invitation> of(UserKey user) {
    return byUser.getOrDefault(user, Set.of());
  }

  /** How many that a user has sent have not ended. */
  public long openFrom(UserKey caller) {
    return of(caller).stream()
        .map(Invitation::facts)
        .filter(facts -> facts.caller().equals(caller) && !facts.state().isEnd())
        .count();
  }
}
