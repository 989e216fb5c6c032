package io.rtmkit.loadtest.chaos;

import io.rtmkit.client.PeerOnlineState;
import io.rtmkit.loadtest.check.Checker;
import io.rtmkit.loadtest.check.History;
import io.rtmkit.loadtest.check.Observation;
import io.rtmkit.loadtest.check.Violation;
import io.rtmkit.loadtest.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All users of a run, and what they do together. One thread. */
final class Crowd {
  private final Scene scene;
  private final List<ChaosUser> users = new ArrayList<>();
  private final List<Traveller> travellers = new ArrayList<>();
  private final List<ChaosUser> comers = new ArrayList<>();
  // Whose presence everybody looks at; nobody's, with one server.
  private final Set<String> asked = new TreeSet<>();
  private final Twins twins;

  /**
   * A crowd whose users are not there yet.
   *
   * @param hopAddress for the user who hops from server to server
   */
  Crowd(ChaosPlan plan, Scene scene, String hopAddress) {
    this.scene = scene;
    twins = new Twins(scene);
    Random random = new Random(plan.seed());
    for (int i = 0; i < plan.users(); i++) {
      Scene own = i == ChaosPlan.HOPPER ? scene.at(hopAddress) : scene;
      ChaosUser user =
          new ChaosUser(ChaosPlan.name(i), 1, plan.channelsOf(i), plan.watchedBy(i), own);
      users.add(user);
      if (plan.isCluster()) {
        asked.add(user.id());
      }
      if (plan.travels(i)) {
        Random choices = new Random(random.nextLong());
        travellers.add(
            new Traveller(user, scene.timer(), choices, plan.roundTime().multipliedBy(2)));
        comers.add(user);
      }
    }
  }

  List<ChaosUser> users() {
    return users;
  }

  /** Those who come and go. */
  List<ChaosUser> comers() {
    return comers;
  }

  /** Those who do not. */
  List<ChaosUser> stayers() {
    return users.stream().filter(user -> !comers.contains(user)).toList();
  }

  /** The user who logs in twice. */
  Twins twins() {
    return twins;
  }

  /** What everybody did, and what the plan says that they must see in the end. */
  List<History> histories() {
    List<History> histories = new ArrayList<>();
    users.forEach(user -> histories.add(user.history()));
    histories.addAll(twins.histories());
    Map<String, List<String>> rosters = new TreeMap<>();
    for (ChaosUser user : users) {
      user.channels()
          .forEach(id -> rosters.computeIfAbsent(id, c -> new ArrayList<>()).add(user.id()));
    }
    List<Observation> expected = new ArrayList<>();
    rosters.forEach(
        (channel, members) -> {
          expected.add(Sights.roster(channel, members));
          expected.add(Sights.count(channel, members.size()));
        });
    for (String user : asked) {
      expected.add(Sights.asked(user, true));
      expected.add(Sights.told(user, PeerOnlineState.ONLINE));
    }
    History script = new History("the plan", "the plan", scene.runId());
    script.setObservations(expected);
    histories.add(script);
    return histories;
  }

  /** Logs everybody in; false if not all are in their channels within the time. */
  boolean enter(Duration atMost) throws InterruptedException {
    return done(users.stream().map(ChaosUser::enter).toList(), atMost);
  }

  void travel() {
    travellers.forEach(Traveller::start);
  }

  /** Brings everybody back until they travel again; false if not all are there within the time. */
  boolean settle(Duration atMost) throws InterruptedException {
    return done(travellers.stream().map(Traveller::settle).toList(), atMost) && awaitBack(atMost);
  }

  /** Waits until all who want a connection have one; false if not within the time. */
  boolean awaitBack(Duration atMost) throws InterruptedException {
    return Await.until(() -> users.stream().allMatch(ChaosUser::isBack), atMost);
  }

  /** Lets everybody look at the channels until all see what the plan says. */
  boolean awaitAgreement(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    do {
      done(users.stream().map(user -> user.look(asked)).toList(), atMost);
      if (Checker.disagreements(histories()) == 0) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(500);
    } while (System.nanoTime() - end < 0);
    return false;
  }

  /** What is seen differently at present. */
  List<String> differences() {
    return Checker.differences(histories()).stream().map(Violation::toString).toList();
  }

  /** Whether a call of anybody has no answer yet. */
  boolean isWaiting() {
    return Stream.concat(users.stream().map(ChaosUser::history), twins.histories().stream())
        .anyMatch(History::isWaiting);
  }

  /** Whether every invitation has ended for all who know of it. */
  boolean isWithoutCalls() {
    return users.stream().allMatch(ChaosUser::isWithoutCalls);
  }

  /** Calls and messages in all histories together. */
  long size() {
    return users.stream().mapToLong(user -> user.history().size()).sum();
  }

  void release() {
    users.forEach(ChaosUser::release);
    twins.release();
  }

  private static boolean done(List<CompletableFuture<Void>> steps, Duration atMost)
      throws InterruptedException {
    CompletableFuture<Void> all = CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new));
    return Await.until(all::isDone, atMost);
  }
}
