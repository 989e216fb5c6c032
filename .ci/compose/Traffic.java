import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmException;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.SendMessageOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Messages while servers are killed: {@code Traffic ALICE_TOKEN BOB_TOKEN}. Alice sends numbers to
 * Bob, to be kept if he is away, and to a channel that both are in, until the input ends. Then it
 * prints a line for each of the two ways: "ok" and how many, or what became of accepted messages
 * that did not come once and in order. App and server are system properties. A message that was
 * not accepted may have come, or not.
 */
public final class Traffic {
  private static final int ANSWER_SECONDS = 30;
  private static final int ARRIVAL_SECONDS = 60;
  private static final int PAUSE_MS = 40; // well below the rates that a client is allowed
  private static final int OK = 0;
  private static final int KEPT = 4;

  private static volatile boolean ended;

  private Traffic() {}

  public static void main(String[] args) throws Exception {
    Way peer = new Way("peer");
    Way room = new Way("channel");
    RtmClient alice = login("alice", args[0], new Ear(null));
    RtmClient bob = login("bob", args[1], new Ear(peer));
    RtmChannel hers = join(alice, new Ear(null));
    join(bob, new Ear(room));
    SendMessageOptions kept = new SendMessageOptions();
    kept.enableOfflineMessaging = true;
    List<Thread> senders =
        List.of(
            peer.start((text, cb) -> alice.sendMessageToPeer("bob", alice.createMessage(text), kept, cb)),
            room.start((text, cb) -> hers.sendMessage(alice.createMessage(text), cb)));
    System.out.println("begun");
    System.in.read();
    ended = true;
    for (Thread sender : senders) {
      sender.join();
    }
    boolean well = peer.report() & room.report();
    System.exit(well ? 0 : 1);
  }

  private static RtmClient login(String user, String token, Ear ear) throws Exception {
    RtmClient client = RtmClient.createInstance(System.getProperty("app.id"), ear);
    require(user + " logs in", code(cb -> client.login(token, user, cb)));
    return client;
  }

  private static RtmChannel join(RtmClient client, Ear ear) throws Exception {
    RtmChannel channel = client.createChannel("room", ear);
    require("join", code(channel::join));
    return channel;
  }

  private static void require(String what, int code) {
    if (code != OK) {
      throw new IllegalStateException(what + ": code " + code);
    }
  }

  private static int code(Consumer<ResultCallback<Void>> call) throws Exception {
    ResultFuture<Void> answer = new ResultFuture<>();
    call.accept(answer);
    try {
      answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      return OK;
    } catch (RtmException e) {
      return e.getErrorCode();
    }
  }

  /** Numbers that go one way: those accepted, and those that came. */
  private static final class Way {
    private final String name;
    private final Set<Integer> accepted = new TreeSet<>();
    private final List<Integer> received = new ArrayList<>();
    private int refused;

    Way(String name) {
      this.name = name;
    }

    Thread start(BiConsumer<String, ResultCallback<Void>> send) {
      Thread thread = new Thread(() -> run(send), name);
      thread.start();
      return thread;
    }

    /** One at a time, so that their order is known. */
    private void run(BiConsumer<String, ResultCallback<Void>> send) {
      try {
        for (int number = 1; !ended; number++) {
          String text = Integer.toString(number);
          sent(number, code(cb -> send.accept(text, cb)));
          Thread.sleep(PAUSE_MS);
        }
      } catch (Exception e) {
        System.out.println(name + ": " + e);
        System.exit(1);
      }
    }

    private synchronized void sent(int number, int code) {
      if (code == OK || code == KEPT) {
        accepted.add(number);
      } else {
        refused++;
      }
    }

    synchronized void came(String text) {
      received.add(Integer.valueOf(text));
      notifyAll();
    }

    /** Waits for what is still under way, and prints what became of all. */
    synchronized boolean report() throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARRIVAL_SECONDS);
      while (!received.containsAll(accepted) && System.nanoTime() < end) {
        wait(1_000);
      }
      Set<Integer> lost = new TreeSet<>(accepted);
      received.forEach(lost::remove);
      List<Integer> twice = new ArrayList<>();
      List<Integer> late = new ArrayList<>();
      Set<Integer> seen = new HashSet<>();
      int last = 0;
      for (int number : received) {
        if (!seen.add(number)) {
          twice.add(number);
        } else if (accepted.contains(number)) {
          if (number < last) {
            late.add(number);
          }
          last = Math.max(last, number);
        }
      }
      boolean well = !accepted.isEmpty() && lost.isEmpty() && twice.isEmpty() && late.isEmpty();
      System.out.printf(
          "%s: %s, %d accepted, %d not accepted, lost %s, twice %s, out of order %s%n",
          name, well ? "ok" : "WRONG", accepted.size(), refused, lost, twice, late);
      return well;
    }
  }

  /** Notes what comes; with no way to note it on, hears nothing. */
  private record Ear(Way way) implements RtmClientListener, RtmChannelListener {
    private void heard(RtmMessage message) {
      if (way != null) {
        way.came(message.getText());
      }
    }

    @Override
    public void onMessageReceived(RtmMessage message, String peerId) {
      heard(message);
    }

    @Override
    public void onMessageReceived(RtmMessage message, RtmChannelMember fromMember) {
      heard(message);
    }

    /** What a client is told of is lost all the same; it says where to look. */
    private void notice(String what) {
      System.out.println((way == null ? "alice" : "bob, " + way.name) + ": " + what);
    }

    @Override
    public void onPeerMessagesLost(long count) {
      notice(count + " peer messages lost");
    }

    @Override
    public void onMessagesMissed(long from, long to) {
      notice("missed events " + from + " to " + to);
    }

    @Override
    public void onChannelMessagesLost(String channelId, long count) {
      notice(count + " channel messages lost");
    }

    @Override
    public void onChannelReset() {
      notice("the channel began anew");
    }

    @Override
    public void onMembershipLost(ErrorInfo reason) {
      notice("no member any more: " + reason);
    }

    @Override
    public void onConnectionStateChanged(int state, int reason) {
      notice("state " + state + ", reason " + reason);
    }
  }
}
