package io.rtmkit.loadtest.attr;

import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.wire.WireClient;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.ReadChannelAttributesRequest;
import io.rtmkit.protocol.v1.ReadUserAttributesRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.protocol.v1.WriteUserAttributesRequest;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * A member of a channel who writes and reads attributes by turns: its own, those of its neighbour,
 * and twice those of the channel. Called on its event loop.
 */
final class AttrUser implements Paced {
  static final String STALE = "stale";

  /** What is measured of all users. */
  record Timings(Timing write, Timing read, Timing notice) {
    static Timings declare(Measurement measurement) {
      measurement.fault(STALE);
      return new Timings(
          measurement.timing("write", "from when a write was due until it was answered"),
          measurement.timing("read", "from when a read was due until it was answered"),
          measurement.timing(
              "notice", "from when a write of a channel was due until another member was told"));
    }
  }

  private static final int KINDS = 4;

  private final WireClient client;
  private final AttributeSet own;
  private final AttributeSet neighbours;
  private final AttributeSet channels;
  private final Measurement measurement;
  private final Timings timings;
  private int turn;
  private long asked;
  private long answered;
  private long toldRevision;

  AttrUser(WireClient client, List<AttributeSet> sets, Measurement measurement, Timings timings) {
    this.client = client;
    this.own = sets.get(0);
    this.neighbours = sets.get(1);
    this.channels = sets.get(2);
    this.measurement = measurement;
    this.timings = timings;
  }

  /** Not all users do the same at the same time. */
  AttrUser startingWith(int kind) {
    turn = kind;
    return this;
  }

  @Override
  public EventLoop loop() {
    return client.loop();
  }

  @Override
  public void fire(long due) {
    asked++;
    switch (turn++ % KINDS) {
      case 0 ->
          write(
              due,
              own,
              Request.newBuilder()
                  .setWriteUserAttributes(
                      WriteUserAttributesRequest.newBuilder()
                          .setWrite(AttributeText.write(due, client.nextMessageId()))));
      case 1 ->
          read(
              due,
              neighbours,
              Request.newBuilder()
                  .setReadUserAttributes(
                      ReadUserAttributesRequest.newBuilder().setUserId(neighbours.ownerId())));
      case 2 ->
          write(
              due,
              channels,
              Request.newBuilder()
                  .setWriteChannelAttributes(
                      WriteChannelAttributesRequest.newBuilder()
                          .setChannelId(channels.ownerId())
                          .setNotifyMembers(true)
                          .setWrite(AttributeText.write(due, client.nextMessageId()))));
      default ->
          read(
              due,
              channels,
              Request.newBuilder()
                  .setReadChannelAttributes(
                      ReadChannelAttributesRequest.newBuilder().setChannelId(channels.ownerId())));
    }
  }

  private void write(long due, AttributeSet set, Request.Builder request) {
    ask(
        request,
        "attribute write",
        (reply, now) -> {
          timings.write().done(due, now);
          set.written(reply.getAttributesWritten().getRevision());
        });
  }

  /** Whoever reads after a write was answered must see it. */
  private void read(long due, AttributeSet set, Request.Builder request) {
    long known = set.written();
    ask(
        request,
        "attribute read",
        (reply, now) -> {
          timings.read().done(due, now);
          boolean ofUser = reply.hasUserAttributes();
          long revision =
              ofUser
                  ? reply.getUserAttributes().getRevision()
                  : reply.getChannelAttributes().getRevision();
          List<Attribute> attributes =
              ofUser
                  ? reply.getUserAttributes().getAttributesList()
                  : reply.getChannelAttributes().getAttributesList();
          measurement.add(STALE, revision < known ? 1 : 0);
          boolean valid =
              revision == 0 || AttributeText.intendedNanos(attributes) != AttributeText.INVALID;
          measurement.add(Measurement.CORRUPTED, valid ? 0 : 1);
        });
  }

  private void ask(Request.Builder request, String what, ObjLongConsumer<Reply> whenDone) {
    client.ask(
        request,
        reply -> {
          answered++;
          if (reply.getCode() == 0) {
            whenDone.accept(reply, System.nanoTime());
          } else {
            measurement.refused(what, reply.getCode());
          }
        });
  }

  void onPush(Push push) {
    if (!push.hasChannelAttributes()) {
      return;
    }
    ChannelAttributesPush told = push.getChannelAttributes();
    long due = AttributeText.intendedNanos(told.getAttributesList());
    if (due == AttributeText.INVALID || !told.getChannelId().equals(channels.ownerId())) {
      measurement.add(Measurement.CORRUPTED, 1);
    } else if (told.getRevision() > toldRevision) {
      toldRevision = told.getRevision();
      timings.notice().done(due);
    }
    // An older revision may come later: the highest counts.
  }

  /** Whether the last notice is missing. */
  boolean isBehind() {
    return toldRevision < channels.written();
  }

  long unanswered() {
    return asked - answered;
  }
}
