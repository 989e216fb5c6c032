package chat;

import io.rtmkit.client.ChannelAttributeOptions;
import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmCallEventListener;
import io.rtmkit.client.RtmCallManager;
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
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A chat on the command line: {@code Chat <userId> [server]}. Commands are /peer user text, /join
 * channel, /leave, /members, /set key value (an attribute of the channel), /watch user, /call user
 * text, /accept text, /refuse text, /cancel and /quit; any other line goes to the channel. App id
 * and token come from the system properties app.id and token. Input is read on the main thread.
 */
public final class Chat implements RtmClientListener, RtmChannelListener, RtmCallEventListener {
  private static final String ANY_APP = "00000000000000000000000000000000";
  private static final String[] STATES =
      "? DISCONNECTED CONNECTING CONNECTED RECONNECTING ABORTED".split(" ");
  private static final String[] REASONS =
      ("? LOGIN LOGIN_SUCCESS LOGIN_FAILURE LOGIN_TIMEOUT INTERRUPTED LOGOUT BANNED_BY_SERVER"
              + " REMOTE_LOGIN")
          .split(" ");

  private final RtmClient client;
  private @Nullable RtmChannel channel;
  private @Nullable LocalInvitation outgoing;
  private volatile @Nullable RemoteInvitation incoming;

  private Chat() throws Exception {
    client = RtmClient.createInstance(System.getProperty("app.id", ANY_APP), this);
    client.getRtmCallManager().setEventListener(this);
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
        telling("login of " + args[0], nothing -> answered.countDown()));
    answered.await(7, TimeUnit.SECONDS);
    chat.readCommands();
    CountDownLatch loggedOut = new CountDownLatch(1);
    chat.client.logout(telling("logout", nothing -> loggedOut.countDown()));
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
        String first = words.length > 1 ? words[1] : "";
        String rest = words.length > 2 ? words[2] : "";
        if (!obeyCall(words[0], first, rest)) {
          obey(line, words[0], first, rest);
        }
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
      case "/members" ->
          withChannel(joined -> joined.getMembers(telling("members", Chat::sayNames)));
      case "/set" -> withChannel(joined -> setAttribute(joined, first, rest));
      case "/watch" ->
          client.subscribePeersOnlineStatus(Set.of(first), telling("watching " + first));
      default ->
          withChannel(
              joined ->
                  joined.sendMessage(
                      client.createMessage(line), telling("message to " + joined.getId())));
    }
  }

  private void setAttribute(RtmChannel joined, String key, String value) {
    client.addOrUpdateChannelAttributes(
        joined.getId(),
        List.of(new RtmChannelAttribute(key, value)),
        new ChannelAttributeOptions(true),
        telling("attribute " + key));
  }

  /** Call invitations: at most one each way, as on a telephone. */
  private boolean obeyCall(String command, String first, String rest) {
    RtmCallManager calls = client.getRtmCallManager();
    RemoteInvitation ringing = incoming;
    if (command.equals("/call")) {
      outgoing = calls.createLocalInvitation(first);
      outgoing.setContent(rest);
      calls.sendLocalInvitation(outgoing, telling("calling " + first));
    } else if (command.equals("/cancel") && outgoing != null) {
      calls.cancelLocalInvitation(outgoing, telling("canceling"));
    } else if (command.equals("/accept") && ringing != null) {
      ringing.setResponse((first + " " + rest).strip());
      calls.acceptRemoteInvitation(ringing, telling("accepting"));
    } else if (command.equals("/refuse") && ringing != null) {
      ringing.setResponse((first + " " + rest).strip());
      calls.refuseRemoteInvitation(ringing, telling("refusing"));
    } else {
      return false;
    }
    return true;
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
    say("state " + state + " " + STATES[state] + ", reason " + reason + " " + REASONS[reason]);
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
    say("attributes of the channel: " + attributes);
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

  @Override
  public void onLocalInvitationReceivedByPeer(LocalInvitation call) {
    say("it rings at " + call.getCalleeId());
  }

  @Override
  public void onLocalInvitationAccepted(LocalInvitation call, String response) {
    say(call.getCalleeId() + " accepted: " + response);
  }

  @Override
  public void onLocalInvitationRefused(LocalInvitation call, String response) {
    say(call.getCalleeId() + " refused: " + response);
  }

  @Override
  public void onLocalInvitationCanceled(LocalInvitation call) {
    say("call of " + call.getCalleeId() + " canceled");
  }

  @Override
  public void onLocalInvitationFailure(LocalInvitation call, int errorCode) {
    say("call of " + call.getCalleeId() + " failed: " + errorCode);
  }

  @Override
  public void onRemoteInvitationReceived(RemoteInvitation call) {
    incoming = call;
    say(call.getCallerId() + " calls: " + call.getContent() + " (/accept or /refuse)");
  }

  @Override
  public void onRemoteInvitationAccepted(RemoteInvitation call) {
    say("call from " + call.getCallerId() + " accepted");
  }

  @Override
  public void onRemoteInvitationRefused(RemoteInvitation call) {
    say("call from " + call.getCallerId() + " refused");
  }

  @Override
  public void onRemoteInvitationCanceled(RemoteInvitation call) {
    say(call.getCallerId() + " canceled the call");
  }

  @Override
  public void onRemoteInvitationFailure(RemoteInvitation call, int errorCode) {
    say("call from " + call.getCallerId() + " failed: " + errorCode);
  }

  private static ResultCallback<Void> telling(String what) {
    return telling(what, nothing -> say(what + ": ok"));
  }

  private static <T> ResultCallback<T> telling(String what, Consumer<T> then) {
    return new ResultCallback<>() {
      @Override
      public void onSuccess(T result) {
        then.accept(result);
      }

      @Override
      public void onFailure(ErrorInfo error) {
        say(what + ": error " + error.getErrorCode() + ", " + error.getErrorDescription());
      }
    };
  }

  private static void sayNames(List<RtmChannelMember> members) {
    say("members: " + String.join(", ", members.stream().map(m -> m.getUserId()).toList()));
  }

  private static void say(String text) {
    System.out.println(text);
  }
}
