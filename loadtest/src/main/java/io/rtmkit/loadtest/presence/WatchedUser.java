package io.rtmkit.loadtest.presence;

import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.wire.WireClient;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A user who goes on and off by turns. Called on the user's event loop, except for what is said to
 * be thread-safe.
 */
final class WatchedUser implements Paced {
  /**
   * What the user does, and since when it was due. Immutable.
   *
   * @param number counts the changes of this user from 1
   */
  record Change(long number, boolean online, long intendedNanos) {}

  private final WireClient client;
  private final Measurement measurement;
  private final Queue<Long> due = new ArrayDeque<>(1);
  private boolean busy;
  private boolean online;
  private volatile Change current = new Change(0, false, 0);

  WatchedUser(WireClient client, Measurement measurement) {
    this.client = client;
    this.measurement = measurement;
  }

  String userId() {
    return client.userId();
  }

  /** The change that is under way, or was made last. Thread-safe. */
  Change current() {
    return current;
  }

  @Override
  public EventLoop loop() {
    return client.loop();
  }

  /** A change that is due before the last one is through waits, and is late. */
  @Override
  public void fire(long intendedNanos) {
    due.add(intendedNanos);
    changeNext();
  }

  private void changeNext() {
    Long intended = busy ? null : due.poll();
    if (intended == null) {
      return;
    }
    busy = true;
    current = new Change(current.number() + 1, !online, intended);
    if (online) {
      client.logout(reply -> changed(reply.getCode(), "logout"));
    } else {
      client.connect(login -> changed(login.code(), "login"));
    }
  }

  private void changed(int code, String what) {
    busy = false;
    if (code == 0) {
      online = !online;
    } else {
      measurement.refused(what, code);
      current = new Change(current.number() + 1, online, current.intendedNanos());
    }
    changeNext();
  }

  boolean isSettled() {
    return !busy && due.isEmpty();
  }

  boolean isOnline() {
    return online;
  }
}
