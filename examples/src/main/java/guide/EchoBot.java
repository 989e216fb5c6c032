package guide;

import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmMessage;

/** A program of its own that answers every message; the server comes from RTM_SERVER. */
// region bot
public final class EchoBot implements RtmClientListener {
  private final RtmClient client;

  private EchoBot() throws Exception {
    client = RtmClient.createInstance("0123456789abcdef0123456789abcdef", this);
  }

  public static void main(String[] args) throws Exception {
    EchoBot bot = new EchoBot();
    ResultFuture<Void> login = new ResultFuture<>();
    bot.client.login(null, "echo", login);
    login.get();
    System.out.println("ready");
    Runtime.getRuntime().addShutdownHook(new Thread(bot::end));
    Thread.currentThread().join(); // the client's threads do not keep the program alive
  }

  @Override
  public void onMessageReceived(RtmMessage message, String peerId) {
    client.sendMessageToPeer(peerId, client.createMessage(message.getText()), null, null);
  }

  private void end() {
    ResultFuture<Void> logout = new ResultFuture<>();
    client.logout(logout);
    try {
      logout.get();
    } catch (Exception e) {
      System.err.println(e.getMessage());
    }
  }
}
// endregion
