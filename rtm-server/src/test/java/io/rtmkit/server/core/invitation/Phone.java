package io.rtmkit.server.core.invitation;

import io.rtmkit.protocol.v1.AnswerInvitationRequest;
import io.rtmkit.protocol.v1.CancelInvitationRequest;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.InvitationKey;
import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.InvitationStep;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One end of invitations, that keeps what it is told as a client library does. */
final class Phone {
  private final TestDomain domain;
  final String userId;
  Session session;

  /** Null while the connection is lost. */
  FakeLink link;

  private int read;
  private long inboxOffset;

  /** Invitations that this end knows and that have not ended, by their number. */
  final Set<Long> open = new HashSet<>();

  /** The ends that the application was told, by the number of the invitation. */
  final Map<Long, List<String>> ends = new HashMap<>();

  /** Everything that the application was told, as lines. */
  final List<String> told = new ArrayList<>();

  Phone(TestDomain domain, String userId) {
    this.domain = domain;
    this.userId = userId;
    link = domain.link();
    session = domain.login(userId, link);
  }

  InvitationAnswer call(long number, String calleeId, boolean again) {
    open.add(number);
    return domain.invitations.send(
        session,
        SendInvitationRequest.newBuilder()
            .setInvitationId(number)
            .setCalleeId(calleeId)
            .setContent("content " + number)
            .build(),
        again);
  }

  int call(long number, String calleeId) {
    return call(number, calleeId, false).code();
  }

  int cancel(long number, boolean again) {
    return domain
        .invitations
        .cancel(
            session, CancelInvitationRequest.newBuilder().setInvitationId(number).build(), again)
        .code();
  }

  int answer(long number, String callerId, boolean accept, boolean again) {
    return domain
        .invitations
        .answer(
            session,
            AnswerInvitationRequest.newBuilder()
                .setInvitationId(number)
                .setCallerId(callerId)
                .setAccept(accept)
                .setResponse("response " + number)
                .build(),
            again)
        .code();
  }

  int accept(long number, String callerId) {
    return answer(number, callerId, true, false);
  }

  int refuse(long number, String callerId) {
    return answer(number, callerId, false, false);
  }

  /** Takes what has arrived and acknowledges it. */
  List<String> read() {
    int before = told.size();
    take();
    acknowledge();
    return told.subList(before, told.size());
  }

  /** Takes what has arrived without a word to the server. */
  void take() {
    List<Push> pushes = link.pushes();
    for (Push push : pushes.subList(read, pushes.size())) {
      if (push.getInboxOffset() > inboxOffset) {
        inboxOffset = push.getInboxOffset();
        onStep(push.getInvitation());
      }
    }
    read = pushes.size();
  }

  void acknowledge() {
    session.acknowledge(inboxOffset);
  }

  private void onStep(InvitationPush step) {
    long number = step.getInvitationId();
    String name = step.getStep().name().replace("INVITATION_STEP_", "");
    boolean fresh = step.getStep() == InvitationStep.INVITATION_STEP_INVITED && isNews(number);
    if (fresh) {
      open.add(number);
    } else if (!open.contains(number) || step.getStep() == InvitationStep.INVITATION_STEP_INVITED) {
      return; // it has ended here, or is known
    }
    switch (step.getStep()) {
      case INVITATION_STEP_ACCEPTED, INVITATION_STEP_REFUSED, INVITATION_STEP_CANCELED ->
          end(number, name);
      case INVITATION_STEP_FAILED -> {
        end(number, name);
        name += " " + step.getFailureCode();
      }
      default -> {}
    }
    told.add(name);
  }

  private boolean isNews(long number) {
    return !open.contains(number) && !ends.containsKey(number);
  }

  void end(long number, String name) {
    open.remove(number);
    ends.computeIfAbsent(number, n -> new ArrayList<>()).add(name);
  }

  /** The network is gone, and with it what was not taken. */
  void lose() {
    domain.sessions.detach(session, link);
    link = null;
  }

  /** Connects again, to the old session or, if that is gone, to a new one. */
  void comeBack() {
    link = domain.link();
    read = 0;
    if (!domain.sessions.resume(session, link, inboxOffset)) {
      session = domain.login(userId, link);
      inboxOffset = 0;
      Set<Long> known = new HashSet<>();
      for (InvitationKey key : domain.invitations.known(session.user())) {
        known.add(key.getInvitationId());
      }
      List.copyOf(open).stream().filter(n -> !known.contains(n)).forEach(n -> end(n, "FAILED"));
    }
  }

  void logOut() {
    domain.sessions.end(session, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
  }
}
