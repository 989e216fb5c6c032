package guide;

import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmDeliveryReceipt;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.SendMessageOptions;
import java.util.List;
import java.util.function.Consumer;

/** Channels: in, out, and what is told of them. */
public final class Rooms {
  private Rooms() {}

  static RtmChannel join(RtmClient client, String channelId, Consumer<String> show)
      throws Exception {
    // region join
    RtmChannel channel = client.createChannel(channelId, new Events(show));
    ResultFuture<Void> joined = new ResultFuture<>();
    channel.join(joined);
    joined.get();
    // endregion
    return channel;
  }

  static List<RtmChannelMember> members(RtmChannel channel) throws Exception {
    ResultFuture<List<RtmChannelMember>> members = new ResultFuture<>();
    channel.getMembers(members);
    return members.get();
  }

  static void sendWithReceipts(RtmClient client, RtmChannel channel, String text) throws Exception {
    // region send
    SendMessageOptions options = new SendMessageOptions();
    options.enableDeliveryReceipts = true;
    options.enableHistoricalMessaging = true;
    ResultFuture<Void> sent = new ResultFuture<>();
    channel.sendMessage(client.createMessage(text), options, sent);
    sent.get(); // the server has it
    // endregion
  }

  /** What a member is told. */
  // region listener
  record Events(Consumer<String> show) implements RtmChannelListener {
    @Override
    public void onMessageReceived(RtmMessage message, RtmChannelMember from) {
      show.accept(from.getUserId() + ": " + message.getText());
    }

    @Override
    public void onMemberJoined(RtmChannelMember member) {
      show.accept(member.getUserId() + " joined");
    }

    @Override
    public void onMemberLeft(RtmChannelMember member) {
      show.accept(member.getUserId() + " left");
    }

    @Override
    public void onDeliveryReceipt(RtmDeliveryReceipt receipt) {
      show.accept(receipt.getMessage().getText() + " is with " + receipt.getDeliveredTo());
    }
  }
  // endregion
}
