package io.rtmkit.uniapp;

import com.alibaba.fastjson.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A real server, and two phones on which alice and bob are logged in, each with one page. */
abstract class TwoPhones {
  static TestServer server;

  final Phone alicesPhone = new Phone();
  final Phone bobsPhone = new Phone();
  Page alice;
  Page bob;

  @BeforeAll
  static void startServer() {
    server = TestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void logIn() {
    alice = alicesPhone.openPage(server, "alice");
    bob = bobsPhone.openPage(server, "bob");
  }

  @AfterEach
  void release() {
    for (Page each : new Page[] {alice, bob}) {
      each.run("await call('logout'); await call('release');");
      each.close();
    }
    alicesPhone.close();
    bobsPhone.close();
  }

  /** The answer of a function, compared with the contract. */
  static JSONObject answer(Page page, String function, String options) {
    String script =
        "return call('%s'%s)".formatted(function, options.isEmpty() ? "" : ", " + options);
    return Contract.checkAnswer(function, page.run(script));
  }

  /** The next event of that name, compared with the contract. */
  static JSONObject event(Page page, String name) {
    return Contract.checkEvent(page.run("return next('%s')".formatted(name)));
  }
}
