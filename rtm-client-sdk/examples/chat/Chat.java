package chat;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A chat on the command line: {@code Chat <userId> [server]}. Commands are /peer user text, /join
 * channel, /leave, /members and /quit; any other line goes to the joined channel. App id and token
 * come from the system properties app.id and token. Input is read on the main thread.
 */
public final class Chat implements RtmClientListener, RtmChannelListener {
  private static final String ANY_APP = "00000000000000000000000000000000";
  private static final String[] STATES = {
    "?", "DISCONNECTED", "CONNECTING", "CONNECTED", "RECONNECTING", "ABORTED"
  };
  private static final String[] REASONS = {
    "?",
    "LOGIN",
    "LOGIN_SUCCESS",
    "LOGIN_FAILURE",
    "LOGIN_TIMEOUT",
    "INTERRUPTED",
    "LOGOUT",
    "BANNED_BY_SERVER",
    "REMOTE_LOGIN"
  };

  private final RtmClient client;
  private @Nullable RtmChannel channel;

  private Chat() throws Exception {
    client = RtmClient.createInstance(System.getProperty("app.id", ANY_APP), this);
  }

  /** Runs the chat until /quit or the end of the input. */
  public static void main(String[] args) throws Exception {
    if (args.length < 1 || args.length > 2) {
      System.err.println("usage: Chat <userId> [server]   for example: Chat alice localhost:7080");
      System.exit(2);
    }
    if (args.length == 2) {
      System.setProperty("rtm.server", args[1]);
    }
    Chat chat = new Chat();
    CountDownLatch answered = new CountDownLatch(1);
    chat.client.login(
        System.getProperty("token"),
        args[0],
        chat.telling("login of " + args[0], answered::countDown));
    answered.await();
    chat.readCommands();
    CountDownLatch loggedOut = new CountDownLatch(1);
    chat.client.logout(chat.telling("logout", loggedOut::countDown));
    loggedOut.await(3, TimeUnit.SECONDS);
    chat.client.release();
  }

  private void readCommands() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    while (line != null && !line.equals("/quit")) {
      if (!line.isEmpty()) {
        String[] words = line.split(" ", 3);
        obey(line, words[0], words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : "");
      }
      line = in.readLine();
    }
  }

  private void obey(String line, String command, String first, String rest) {
    switch (command) {
      case "/peer" ->
          client.sendMessageToPeer(
              first, client.createMessage(rest), null, telling("message to " + first));
      case "/join" -> join(first);
      case "/leave" -> withChannel(joined -> joined.leave(telling("leaving " + joined.getId())));
      case "/members" -> withChannel(joined -> joined.getMembers(tellingMembers()));
      default ->
          withChannel(
              joined ->
                  joined.sendMessage(
                      client.createMessage(line), telling("message to " + joined.getId())));
    }
  }

  private void join(String id) {
    if (channel != null) {
      channel.leave(null);
      channel.release();
    }
    channel = client.createChannel(id, this);
    if (channel == null) {
      say("not a channel id: " + id);
    }
    withChannel(joined -> joined.join(telling("joining " + id)));
  }

  private void withChannel(Consumer<RtmChannel> action) {
    if (channel == null) {
      say("first /join a channel");
    } else {
      action.accept(channel);
    }
  }

  @Override
  public void onConnectionStateChanged(int state, int reason) {
    say(
        "state "
            + state
            + " "
            + name(STATES, state)
            + ", reason "
            + reason
            + " "
            + name(REASONS, reason));
  }

  @Override
  public void onMessageReceived(RtmMessage message, String peerId) {
    say(peerId + " to you: " + message.getText());
  }

  @Override
  public void onTokenExpired() {
    say("the token has expired");
  }

  @Override
  public void onTokenWillExpire() {
    say("the token is about to expire");
  }

  @Override
  public void onPeersOnlineStatusChanged(Map<String, Integer> peersStatus) {
    say("online states: " + peersStatus);
  }

  @Override
  public void onMessageReceived(RtmMessage message, RtmChannelMember from) {
    say(from.getUserId() + " in " + from.getChannelId() + ": " + message.getText());
  }

  @Override
  public void onMemberJoined(RtmChannelMember member) {
    say(member.getUserId() + " joined " + member.getChannelId());
  }

  @Override
  public void onMemberLeft(RtmChannelMember member) {
    say(member.getUserId() + " left " + member.getChannelId());
  }

  @Override
  public void onMemberCountUpdated(int memberCount) {
    say("members in the channel: " + memberCount);
  }

  @Override
  public void onAttributesUpdated(List<RtmChannelAttribute> attributes) {
    say("attributes of the channel: " + attributes.size());
  }

  @Override
  public void onMessagesMissed(long from, long to) {
    say("events " + from + " to " + to + " of the channel were lost");
  }

  @Override
  public void onChannelReset() {
    say("the channel began anew; something may have been lost");
  }

  @Override
  public void onMembershipLost(ErrorInfo reason) {
    say("no longer in the channel: " + reason);
  }

  private ResultCallback<Void> telling(String what) {
    return telling(what, () -> {});
  }

  private ResultCallback<Void> telling(String what, Runnable then) {
    return new ResultCallback<>() {
      @Override
      public void onSuccess(Void nothing) {
        say(what + ": ok");
        then.run();
      }

      @Override
      public void onFailure(ErrorInfo error) {
        tellError(what, error);
        then.run();
      }
    };
  }

  private ResultCallback<List<RtmChannelMember>> tellingMembers() {
    return new ResultCallback<>() {
      @Override
      public void onSuccess(List<RtmChannelMember> members) {
        say("members: " + String.join(", ", members.stream().map(m -> m.getUserId()).toList()));
      }

      @Override
      public void onFailure(ErrorInfo error) {
        tellError("members", error);
      }
    };
  }

  private static void tellError(String what, ErrorInfo error) {
    say(what + ": error " + error.getErrorCode() + ", " + error.getErrorDescription());
  }

  private static String name(String[] names, int number) {
    return number > 0 && number < names.length ? names[number] : names[0];
  }

  private static void say(String text) {
    System.out.println(text);
  }
}
