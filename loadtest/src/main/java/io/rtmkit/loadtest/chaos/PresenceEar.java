package io.rtmkit.loadtest.chaos;

import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmClient;
import io.rtmkit.loadtest.check.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a user was told last of the presence of those that it watches. Thread-safe. */
final class PresenceEar {
  private static final int NEVER_TOLD = -1;

  private final RtmClient client;
  private final Set<String> watched;
  private final Map<String, Integer> last = new ConcurrentHashMap<>();

  PresenceEar(RtmClient client, List<String> watched) {
    this.client = client;
    this.watched = Set.copyOf(watched);
  }

  boolean watchesNobody() {
    return watched.isEmpty();
  }

  void watch(ResultCallback<Void> answer) {
    client.subscribePeersOnlineStatus(watched, answer);
  }

  void told(Map<String, Integer> states) {
    last.putAll(states);
  }

  /** After a logout nothing is told any more. */
  void forget() {
    last.clear();
  }

  /**
   * What was told, and what was answered to a question.
   *
   * @param asked users in the question
   * @param online by user; null if there was no answer
   */
  List<Observation> observations(Set<String> asked, @Nullable Map<String, Boolean> online) {
    List<Observation> seen = new ArrayList<>();
    for (String user : watched) {
      seen.add(Sights.told(user, last.getOrDefault(user, NEVER_TOLD)));
    }
    Map<String, Boolean> answered = online == null ? Map.of() : online;
    asked.forEach(user -> seen.add(Sights.asked(user, answered.getOrDefault(user, false))));
    return seen;
  }
}
