package guide;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.RtmStatusCode.LocalInvitationState;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Goes through everything that the guide shows, with two users of one server, and prints what came.
 * Main thread; what the clients tell goes through queues.
 */
public final class Tour {
  private final String server;
  private final Consumer<String> out;
  private final BlockingQueue<String> toldAlice = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> toldBob = new LinkedBlockingQueue<>();

  Tour(String server, Consumer<String> out) {
    this.server = server;
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    new Tour(args[0], System.out::println).run();
  }

  void run() throws Exception {
    RtmClient alice = Connecting.connect(server, null, "alice", new Ears(toldAlice::add));
    Watching.watch(alice);
    tell("alice", toldAlice); // bob and carol are offline
    Peers.send(alice, "bob", "early", toldAlice::add);
    tell("alice", toldAlice);
    RtmClient bob = Connecting.connect(server, null, "bob", new Ears(toldBob::add));
    tell("bob", toldBob);
    tell("alice", toldAlice); // bob is online
    Peers.send(alice, "bob", "late", toldAlice::add);
    tell("bob", toldBob);
    tell("alice", toldAlice);
    out.accept("history " + Past.read(bob, "alice"));
    out.accept("online " + Watching.ask(alice).get("bob"));
    meet(alice, bob);
    ring(alice, bob);
    Connecting.leave(bob);
    tell("alice", toldAlice); // bob is offline
    Connecting.leave(alice);
  }

  private void meet(RtmClient alice, RtmClient bob) throws Exception {
    RtmChannel hers = Rooms.join(alice, "room", toldAlice::add);
    RtmChannel his = Rooms.join(bob, "room", toldBob::add);
    tell("alice", toldAlice);
    Rooms.sendWithReceipts(alice, hers, "welcome");
    tell("bob", toldBob);
    tell("alice", toldAlice);
    out.accept("members " + Rooms.members(hers).size());
    his.release();
    tell("alice", toldAlice);
    Metadata.setTopic(alice, "room", "tea");
    out.accept("lock of " + Metadata.moderate(alice, "room").getOwnerId());
    out.accept("attributes " + Metadata.describe(bob, "bob"));
  }

  private void ring(RtmClient alice, RtmClient bob) throws Exception {
    Ringing.answer(bob, toldBob::add);
    LocalInvitation call = Ringing.call(alice, "bob", toldAlice::add);
    tell("alice", toldAlice);
    tell("bob", toldBob);
    tell("alice", toldAlice);
    tell("bob", toldBob);
    boolean accepted =
        call.getState() == LocalInvitationState.LOCAL_INVITATION_STATE_ACCEPTED_BY_REMOTE;
    out.accept("accepted " + accepted);
  }

  private void tell(String user, BlockingQueue<String> told) throws InterruptedException {
    out.accept(user + ": " + told.poll(10, TimeUnit.SECONDS));
  }

  /** What a user hears. */
  private record Ears(Consumer<String> show) implements RtmClientListener {
    @Override
    public void onMessageReceived(RtmMessage message, String peerId) {
      show.accept(
          peerId + " says " + message.getText() + ", offline " + message.isOfflineMessage());
    }

    @Override
    public void onPeersOnlineStatusChanged(Map<String, Integer> peersStatus) {
      show.accept("bob is " + peersStatus.get("bob"));
    }
  }
}
