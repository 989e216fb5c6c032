package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A user of the JavaScript client, in a Node.js process that the package's test driver runs. */
final class JsParty extends ModuleParty {
  private static final long TIMEOUT_MS = 15_000;

  private final Process process;
  private final PrintStream calls;

  @GuardedBy("this")
  private final List<JSONObject> lines = new ArrayList<>();

  @GuardedBy("this")
  private int lastId;

  JsParty(TestServer server, String name) throws IOException {
    super(name);
    String address = "ws://127.0.0.1:" + server.port() + "/rtm";
    process =
        Npm.builder(Npm.JS, "node", "--import", "tsx", "test/driver.ts", address)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    calls = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "driver-of-" + name);
    reader.setDaemon(true);
    reader.start();
    succeed("createInstance", options("appId", TestServer.APP));
    succeed("login", options("userId", name, "token", ""));
  }

  @Override
  JSONObject call(String function, JSONObject options) {
    int id = nextId();
    calls.println(options("call", function, "options", options, "id", id).toJSONString());
    return await(line -> Integer.valueOf(id).equals(line.get("id"))).getJSONObject("result");
  }

  @Override
  JSONObject event(String event, String key, String value) {
    return await(
            line -> {
              JSONObject told = line.getJSONObject("event");
              return told != null
                  && event.equals(told.getString("rtmEvent"))
                  && value.equals(told.getString(key));
            })
        .getJSONObject("event");
  }

  @Override
  public void close() {
    calls.close();
    try {
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("the driver ends").isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private synchronized int nextId() {
    return ++lastId;
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(JSON.parseObject(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void add(JSONObject line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized JSONObject await(Predicate<JSONObject> wanted) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
    for (long left = TIMEOUT_MS; left > 0; ) {
      for (JSONObject each : lines) {
        if (wanted.test(each)) {
          lines.remove(each);
          return each;
        }
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
    }
    throw new AssertionError(
        "not told by " + name() + " within " + TIMEOUT_MS + " ms; told: " + lines);
  }
}
