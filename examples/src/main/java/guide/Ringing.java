package guide;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmCallEventListener;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.client.RtmClient;
import java.util.function.Consumer;

/** Call invitations, from both sides. */
public final class Ringing {
  private Ringing() {}

  static LocalInvitation call(RtmClient client, String userId, Consumer<String> show) {
    // region caller
    RtmCallManager calls = client.getRtmCallManager();
    calls.setEventListener(new Caller(show));
    LocalInvitation invitation = calls.createLocalInvitation(userId);
    invitation.setContent("{\"video\": true}");
    invitation.setChannelId("call-4711"); // named, not joined
    calls.sendLocalInvitation(invitation, null);
    // endregion
    return invitation;
  }

  static void answer(RtmClient client, Consumer<String> show) {
    // region callee
    RtmCallManager calls = client.getRtmCallManager();
    calls.setEventListener(
        new RtmCallEventListener() {
          @Override
          public void onRemoteInvitationReceived(RemoteInvitation invitation) {
            show.accept(invitation.getCallerId() + " calls");
            invitation.setResponse("coming");
            calls.acceptRemoteInvitation(invitation, null); // or refuseRemoteInvitation
          }

          @Override
          public void onRemoteInvitationAccepted(RemoteInvitation invitation) {
            show.accept("on the line with " + invitation.getCallerId());
          }
        });
    // endregion
  }

  /** What the caller is told; each invitation ends once. */
  // region caller-events
  record Caller(Consumer<String> show) implements RtmCallEventListener {
    @Override
    public void onLocalInvitationReceivedByPeer(LocalInvitation invitation) {
      show.accept("it rings at " + invitation.getCalleeId());
    }

    @Override
    public void onLocalInvitationAccepted(LocalInvitation invitation, String response) {
      show.accept(invitation.getCalleeId() + " says " + response);
    }

    @Override
    public void onLocalInvitationRefused(LocalInvitation invitation, String response) {
      show.accept("refused: " + response);
    }

    @Override
    public void onLocalInvitationFailure(LocalInvitation invitation, int errorCode) {
      show.accept("failed: " + errorCode); // LocalInvitationError
    }
  }
  // endregion
}
