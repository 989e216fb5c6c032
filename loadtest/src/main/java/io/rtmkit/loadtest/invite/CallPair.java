package io.rtmkit.loadtest.invite;

import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.wire.WireClient;
import io.rtmkit.protocol.v1.AnswerInvitationRequest;
import io.rtmkit.protocol.v1.CancelInvitationRequest;
import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.InvitationStep;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One user who calls one other. The caller's half is called on its event loop, {@link
 * #onCalleePush} on the callee's.
 */
final class CallPair implements Paced {
  static final String DISAGREED = "disagreed";
  static final String UNPLANNED = "ended-otherwise";

  /**
   * What is measured of all pairs.
   *
   * @param ring from due until the callee has it
   * @param end from due until an end knows the end
   */
  record Timings(Timing ring, Timing end) {
    static Timings declare(Measurement measurement) {
      measurement.fault(DISAGREED);
      measurement.counter(UNPLANNED);
      return new Timings(
          measurement.timing("ring", "from when a call was due until the callee had it"),
          measurement.timing(
              "end", "from when a call was due until the caller, and the callee, knew its end"));
    }
  }

  private final WireClient caller;
  private final WireClient callee;
  private final Mix mix;
  private final Measurement measurement;
  private final Timings timings;
  private final Map<Long, InviteCall> calls = new ConcurrentHashMap<>();
  private long made;

  CallPair(
      WireClient caller, WireClient callee, Mix mix, Measurement measurement, Timings timings) {
    this.caller = caller;
    this.callee = callee;
    this.mix = mix;
    this.measurement = measurement;
    this.timings = timings;
  }

  @Override
  public EventLoop loop() {
    return caller.loop();
  }

  @Override
  public void fire(long intendedNanos) {
    InviteCall call = new InviteCall(caller.nextMessageId(), mix.plan(made++), intendedNanos);
    calls.put(call.id(), call);
    SendInvitationRequest.Builder invitation =
        SendInvitationRequest.newBuilder()
            .setInvitationId(call.id())
            .setCalleeId(callee.userId())
            .setContent(call.plan().name());
    caller.ask(
        Request.newBuilder().setSendInvitation(invitation),
        reply -> {
          if (reply.getCode() != 0) {
            call.refused();
            measurement.refused("invitation", reply.getCode());
          }
        });
  }

  void onCallerPush(Push push) {
    InviteCall call = push.hasInvitation() ? find(push.getInvitation()) : null;
    if (call == null) {
      return;
    }
    InvitationStep step = push.getInvitation().getStep();
    if (step == InvitationStep.INVITATION_STEP_RECEIVED) {
      if (call.plan() == InviteCall.Plan.CANCEL) {
        cancel(call);
      }
    } else if (isEnd(step)) {
      ended(call, call.endedForCaller(step));
    }
  }

  void onCalleePush(Push push) {
    InviteCall call = push.hasInvitation() ? find(push.getInvitation()) : null;
    if (call == null) {
      return;
    }
    InvitationStep step = push.getInvitation().getStep();
    if (step == InvitationStep.INVITATION_STEP_INVITED) {
      timings.ring().done(call.intendedNanos());
      if (!push.getInvitation().getContent().equals(call.plan().name())) {
        measurement.add(Measurement.CORRUPTED, 1);
      }
      if (call.plan() != InviteCall.Plan.CANCEL) {
        answer(call);
      }
    } else if (isEnd(step)) {
      ended(call, call.endedForCallee(step));
    }
  }

  private @Nullable InviteCall find(InvitationPush push) {
    InviteCall call = calls.get(push.getInvitationId());
    if (call == null) {
      measurement.add(Measurement.CORRUPTED, 1);
    }
    return call;
  }

  private void cancel(InviteCall call) {
    CancelInvitationRequest.Builder cancel =
        CancelInvitationRequest.newBuilder().setInvitationId(call.id());
    caller.ask(
        Request.newBuilder().setCancelInvitation(cancel),
        reply -> {
          if (reply.getCode() != 0) {
            measurement.refused("cancel", reply.getCode());
          }
        });
  }

  private void answer(InviteCall call) {
    AnswerInvitationRequest.Builder answer =
        AnswerInvitationRequest.newBuilder()
            .setInvitationId(call.id())
            .setCallerId(caller.userId())
            .setAccept(call.plan() == InviteCall.Plan.ACCEPT);
    callee.ask(
        Request.newBuilder().setAnswerInvitation(answer),
        reply -> {
          if (reply.getCode() != 0) {
            measurement.refused("answer", reply.getCode());
          }
        });
  }

  private void ended(InviteCall call, boolean first) {
    if (first) {
      timings.end().done(call.intendedNanos());
    } else {
      measurement.add(Measurement.DUPLICATED, 1);
    }
  }

  private static boolean isEnd(InvitationStep step) {
    return switch (step) {
      case INVITATION_STEP_ACCEPTED,
          INVITATION_STEP_REFUSED,
          INVITATION_STEP_CANCELED,
          INVITATION_STEP_FAILED ->
          true;
      default -> false;
    };
  }

  boolean isSettled() {
    return calls.values().stream().allMatch(InviteCall::isOver);
  }

  void conclude() {
    for (InviteCall call : calls.values()) {
      measurement.add(Measurement.LOST, call.isOver() ? 0 : 1);
      measurement.add(DISAGREED, call.agrees() ? 0 : 1);
      measurement.add(UNPLANNED, call.endedAsPlanned() ? 0 : 1);
    }
  }
}
