package io.rtmkit.uniapp.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSON;
import com.taobao.weex.common.WXModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The packaged classes as an application loads them: with the host's beside them and nothing else,
 * against a real server. Also run on the classes that R8 has shrunk (profile "shrink").
 */
final class PackagedModuleIT {
  private static final Path CLASSES =
      Path.of(System.getProperty("packaged.classes", "target/classes.jar"));
  private static final Path SERVER = Path.of("..", "..", "rtm-server", "target", "rtm-server.jar");
  private static final String APP = "0123456789abcdef0123456789abcdef";

  private static Process server;
  private static String address;

  @BeforeAll
  static void startServer() throws Exception {
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                SERVER.toString(),
                "serve",
                "--port",
                "0",
                "--set",
                "store.kind=memory",
                "--set",
                "admin.enabled=off")
            .redirectErrorStream(true)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder heard = new StringBuilder();
    while (heard.indexOf("listening") < 0) {
      String line = output.readLine();
      assertThat(line).as("the server ended: %s", heard).isNotNull();
      heard.append(line).append('\n');
    }
    Matcher port = Pattern.compile("127\\.0\\.0\\.1:(\\d+)").matcher(heard);
    assertThat(port.find()).as("%s", heard).isTrue();
    address = "rtm://127.0.0.1:" + port.group(1);
  }

  @AfterAll
  static void stopServer() {
    server.destroyForcibly();
  }

  @Test
  void the_module_talks_to_a_server() throws Exception {
    try (Module alice = new Module();
        Module bob = new Module()) {
      alice.logIn("alice");
      bob.logIn("bob");
      bob.call("join", Map.of("channelId", "room"));
      alice.call("join", Map.of("channelId", "room"));
      alice.call("setLocalUserAttributes", Map.of("age", 23));
      assertThat(bob.call("getUserAttributes", Map.of("userId", "alice")))
          .containsEntry("userAttributesList", Map.of("age", 23));
      alice.call("sendChannelMessage", Map.of("channelId", "room", "text", "hello"));
      assertThat(bob.event("onChannelMessageReceived")).containsEntry("text", "hello");
      alice.call("sendMessageToPeer", Map.of("peerId", "bob", "text", "psst"));
      assertThat(bob.event("onPeerMessageReceived")).containsEntry("text", "psst");
      alice.call("sendLocalInvitation", Map.of("calleeId", "bob", "content", "tea?"));
      bob.event("onRemoteInvitationReceived");
      bob.call("acceptRemoteInvitation", Map.of("calleeId", "alice", "response", "gladly"));
      assertThat(alice.event("onLocalInvitationAccepted")).containsEntry("response", "gladly");
    }
  }

  /** The module in a class loader of its own: a process of an application. */
  private static final class Module implements AutoCloseable {
    private final URLClassLoader loader;
    private final Object module;
    private final Class<?> callback;
    private final BlockingQueue<Map<String, Object>> events = new LinkedBlockingQueue<>();

    Module() throws Exception {
      URL[] jars = {CLASSES.toUri().toURL(), jarOf(WXModule.class), jarOf(JSON.class)};
      loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
      callback = loader.loadClass("io.dcloud.feature.uniapp.bridge.UniJSCallback");
      module = loader.loadClass("io.rtmkit.uniapp.RtmModule").getConstructor().newInstance();
      module.getClass().getMethod("setCallBack", callback).invoke(module, callback(events));
    }

    void logIn(String userId) throws Exception {
      call("createInstance", Map.of("appId", APP, "server", address));
      call("login", Map.of("token", "", "userId", userId));
    }

    /** Calls a function, which must succeed, and returns its answer. */
    Map<String, Object> call(String function, Map<String, Object> options) throws Exception {
      BlockingQueue<Map<String, Object>> answers = new LinkedBlockingQueue<>();
      Method method = module.getClass().getMethod(function, Object.class, callback);
      method.invoke(module, options, callback(answers));
      Map<String, Object> answer = answers.poll(15, TimeUnit.SECONDS);
      assertThat(answer).as(function).isNotNull().containsEntry("code", 0);
      return answer;
    }

    Map<String, Object> event(String name) throws InterruptedException {
      Map<String, Object> event;
      do {
        event = events.poll(15, TimeUnit.SECONDS);
        assertThat(event).as("no %s", name).isNotNull();
      } while (!name.equals(event.get("rtmEvent")));
      return event;
    }

    @Override
    public void close() throws ReflectiveOperationException, IOException {
      module.getClass().getMethod("release", callback).invoke(module, (Object) null);
      module.getClass().getMethod("destroy").invoke(module);
      loader.close();
    }

    @SuppressWarnings("unchecked")
    private Object callback(BlockingQueue<Map<String, Object>> into) {
      return Proxy.newProxyInstance(
          loader,
          new Class<?>[] {callback},
          (proxy, method, arguments) -> {
            if (method.getName().startsWith("invoke")) {
              into.add((Map<String, Object>) arguments[0]);
              return null;
            }
            return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : null;
          });
    }

    private static URL jarOf(Class<?> type) throws Exception {
      URI uri = type.getProtectionDomain().getCodeSource().getLocation().toURI();
      return uri.toURL();
    }
  }
}
