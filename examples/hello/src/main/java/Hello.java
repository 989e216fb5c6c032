import io.rtmkit.client.*;

public class Hello {
  public static void main(String[] args) throws Exception {
    RtmClient alice = RtmClient.createInstance("0".repeat(32), (message, from) ->
        System.out.println(from + " says " + message.getText()));
    alice.setParameters("{\"rtm.server\": \"rtm://localhost:7080\"}");
    ResultFuture<Void> login = new ResultFuture<>();
    alice.login(null, "alice", login);
    login.get();
    ResultFuture<Void> sent = new ResultFuture<>();
    alice.sendMessageToPeer("alice", alice.createMessage("hello"), null, sent);
    sent.get(); // her client has it
    alice.release();
  }
}
