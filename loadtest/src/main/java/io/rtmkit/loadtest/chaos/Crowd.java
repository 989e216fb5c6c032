package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.check.Checker;
import io.rtmkit.loadtest.check.History;
import io.rtmkit.loadtest.check.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All users of a run, and what they do together. One thread. */
final class Crowd {
  private final Scene scene;
  private final List<ChaosUser> users = new ArrayList<>();
  private final List<Traveller> travellers = new ArrayList<>();
  private final List<ChaosUser> comers = new ArrayList<>();

  Crowd(ChaosPlan plan, Scene scene) {
    this.scene = scene;
    Random random = new Random(plan.seed());
    for (int i = 0; i < plan.users(); i++) {
      ChaosUser user = new ChaosUser("user-" + i, plan.channelsOf(i), scene);
      users.add(user);
      if (plan.travels(i)) {
        Random own = new Random(random.nextLong());
        travellers.add(new Traveller(user, scene.timer(), own, plan.roundTime().multipliedBy(2)));
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

  /** What everybody did, and what the plan says that they must see in the end. */
  List<History> histories() {
    List<History> histories = new ArrayList<>();
    users.forEach(user -> histories.add(user.history()));
    Map<String, List<String>> rosters = new TreeMap<>();
    for (ChaosUser user : users) {
      user.channels()
          .forEach(id -> rosters.computeIfAbsent(id, c -> new ArrayList<>()).add(user.id()));
    }
    List<Observation> expected = new ArrayList<>();
    rosters.forEach(
        (channel, members) -> {
          expected.add(ChaosUser.roster(channel, members));
          expected.add(ChaosUser.count(channel, members.size()));
        });
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

  /** Brings everybody back for good; false if not all are there within the time. */
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
      done(users.stream().map(ChaosUser::look).toList(), atMost);
      if (Checker.disagreements(histories()) == 0) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(500);
    } while (System.nanoTime() - end < 0);
    return false;
  }

  /** Whether a call of anybody has no answer yet. */
  boolean isWaiting() {
    return users.stream().anyMatch(user -> user.history().isWaiting());
  }

  /** Calls and messages in all histories together. */
  long size() {
    return users.stream().mapToLong(user -> user.history().size()).sum();
  }

  void release() {
    users.forEach(ChaosUser::release);
  }

  private static boolean done(List<CompletableFuture<Void>> steps, Duration atMost)
      throws InterruptedException {
    CompletableFuture<Void> all = CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new));
    return Await.until(all::isDone, atMost);
  }
}
