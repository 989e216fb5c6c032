import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmException;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.SendMessageOptions;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Request;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The clients of compose-test: {@code store SENDER RECEIVER TEXT} sends a message that is to be
 * kept and prints the answer's code, {@code fetch USER} logs in and prints the first message that
 * comes, {@code crowd HOST PORT COUNT} opens sessions and keeps them until its input ends. App,
 * token or certificate, and server are system properties.
 */
public final class Client {
  private static final int SECONDS = 30;
  private static final String APP = System.getProperty("app.id");

  private Client() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "store" -> store(args[1], args[2], args[3]);
      case "fetch" -> fetch(args[1]);
      case "crowd" -> crowd(args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.exit(0);
  }

  private static void store(String sender, String receiver, String text) throws Exception {
    RtmClient client = login(sender, new LinkedBlockingQueue<>());
    SendMessageOptions kept = new SendMessageOptions();
    kept.enableOfflineMessaging = true;
    RtmMessage message = client.createMessage(text);
    System.out.println(code(cb -> client.sendMessageToPeer(receiver, message, kept, cb)));
  }

  private static void fetch(String user) throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    login(user, received);
    System.out.println(received.poll(SECONDS, TimeUnit.SECONDS));
  }

  private static RtmClient login(String user, BlockingQueue<String> received) throws Exception {
    RtmClient client =
        RtmClient.createInstance(APP, (message, peerId) -> received.add(message.getText()));
    int code = code(cb -> client.login(token(user), user, cb));
    if (code != 0) {
      throw new IllegalStateException("login of " + user + ": code " + code);
    }
    return client;
  }

  private static int code(Consumer<ResultCallback<Void>> call) throws Exception {
    ResultFuture<Void> answer = new ResultFuture<>();
    call.accept(answer);
    try {
      answer.get(SECONDS, TimeUnit.SECONDS);
      return 0;
    } catch (RtmException e) {
      return e.getErrorCode();
    }
  }

  private static void crowd(String host, int port, int count) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket(host, port);
      sockets.add(socket);
      String user = "crowd-" + i;
      LoginRequest login =
          LoginRequest.newBuilder().setAppId(APP).setUserId(user).setToken(token(user)).build();
      Request request = Request.newBuilder().setRequestId(1).setLogin(login).build();
      OutputStream out = socket.getOutputStream();
      out.write(Frames.preamble());
      out.write(Frames.encode(Envelope.newBuilder().setRequest(request).build()));
      int code = Frames.read(socket.getInputStream(), 1 << 20).getReply().getCode();
      if (code != 0) {
        throw new IllegalStateException("login of " + user + ": code " + code);
      }
    }
    System.out.println(count + " sessions");
    System.in.read();
  }

  /** The token given, or one made with the certificate. */
  private static String token(String user) {
    String given = System.getProperty("token", "");
    if (!given.isEmpty()) {
      return given;
    }
    long end = System.currentTimeMillis() / 1_000 + 3_600;
    String claims =
        String.format("{\"app\":\"%s\",\"sub\":\"%s\",\"exp\":%d}", APP, user, end);
    String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = System.getProperty("certificate").getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
