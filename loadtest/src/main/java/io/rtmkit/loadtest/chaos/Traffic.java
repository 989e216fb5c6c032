package io.rtmkit.loadtest.chaos;

import io.rtmkit.client.SendMessageOptions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Lets users who are there send messages of all kinds to each other and to their channels, at a
 * steady rate, whatever becomes of the server. A thread of its own.
 */
final class Traffic {
  /** Beyond it no more is sent: histories are kept in memory. */
  static final long MAX_RECORDS = 1_000_000;

  private static final int TURN_MS = 20;
  private static final int TURNS_PER_SECOND = 1000 / TURN_MS;

  private static final int TURNS_PER_CALL = TURNS_PER_SECOND / 2;

  private final Crowd crowd;
  private final ChaosPlan plan;
  private final Random random;
  private final Thread thread = new Thread(this::run, "chaos-traffic");
  private volatile boolean over;

  Traffic(Crowd crowd, ChaosPlan plan) {
    this.crowd = crowd;
    this.plan = plan;
    this.random = new Random(plan.seed() + 1);
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the sending; returns when nothing more is sent. */
  void stop() throws InterruptedException {
    over = true;
    thread.join();
  }

  private void run() {
    try {
      long next = System.nanoTime();
      double owed = 0;
      for (long turn = 0; !over; turn++) {
        if (turn % TURNS_PER_SECOND == 0 && crowd.size() > MAX_RECORDS) {
          return;
        }
        if (plan.isCluster() && turn % TURNS_PER_CALL == 0) {
          callOne(turn);
        }
        for (owed += (double) plan.rate() / TURNS_PER_SECOND; owed >= 1; owed--) {
          sendOne();
        }
        next += TimeUnit.MILLISECONDS.toNanos(TURN_MS);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // Those who come and go take no calls: a logout ends what the other side may not know of yet.
  private void callOne(long number) {
    ChaosUser caller = oneOf(crowd.stayers());
    ChaosUser callee = oneOf(crowd.stayers());
    if (caller.isPresent() && caller != callee) {
      caller.invite(callee.id(), number / TURNS_PER_CALL);
    }
  }

  private void sendOne() {
    ChaosUser sender = oneOf(crowd.users());
    if (!sender.isPresent()) {
      return;
    }
    SendMessageOptions options = new SendMessageOptions();
    if (plan.store().keeps()) {
      options.enableOfflineMessaging = random.nextInt(100) < 45;
      options.enableHistoricalMessaging = random.nextInt(100) < 20;
    }
    if (random.nextInt(100) < 30) {
      sender.sendToChannel(oneOf(sender.channels()), options);
    } else {
      sender.sendToPeer(receiverFor(sender, options).id(), options);
    }
  }

  // Half of the messages to be kept are for those who may be away.
  private ChaosUser receiverFor(ChaosUser sender, SendMessageOptions options) {
    boolean mayBeAway = options.enableOfflineMessaging && random.nextBoolean();
    ChaosUser receiver = sender;
    while (receiver == sender) {
      receiver = oneOf(mayBeAway ? crowd.comers() : crowd.users());
    }
    return receiver;
  }

  private <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
