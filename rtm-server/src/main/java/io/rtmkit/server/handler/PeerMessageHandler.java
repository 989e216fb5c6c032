package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_INVALID_MESSAGE_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_INVALID_USERID_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.core.peer.PeerMessageAnswer;
import io.rtmkit.server.core.peer.PeerMessages;
import io.rtmkit.server.core.session.Session;
import java.util.function.Supplier;

/** Requests about messages from user to user. */
public final class PeerMessageHandler {
  private final PeerMessages messages;
  private final Supplier<LimitsConfig> limits;

  public PeerMessageHandler(PeerMessages messages, Supplier<LimitsConfig> limits) {
    this.messages = messages;
    this.limits = limits;
  }

  boolean isKnown(Session session, Request request) {
    return messages.isKnown(session, request.getPeerMessage());
  }

  void send(Call call) {
    PeerMessageRequest message = call.request().getPeerMessage();
    String problem = Ids.findUserIdProblem("peerId", message.getPeerId());
    if (problem != null) {
      call.refuse(PEER_MESSAGE_ERR_INVALID_USERID_VALUE, problem);
      return;
    }
    problem = Contents.findProblem(message.getContent(), limits.get().messageBytes());
    if (problem != null) {
      call.refuse(PEER_MESSAGE_ERR_INVALID_MESSAGE_VALUE, problem);
      return;
    }
    PeerMessageAnswer answer =
        outcome -> {
          if (outcome.code() == 0) {
            call.ok();
          } else {
            call.refuse(outcome.code(), outcome.reason());
          }
        };
    if (call.request().getResent()) {
      messages.sendAgain(call.session(), message, call.receivedNanos(), answer);
    } else {
      messages.send(call.session(), message, call.receivedNanos(), answer);
    }
  }
}
