package io.rtmkit.uniapp;

import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmClient;
import java.util.concurrent.TimeUnit;

/** A program with the Java SDK, to talk with. */
final class SdkUser {
  private SdkUser() {}

  static RtmClient logIn(TestServer server, String userId) throws Exception {
    RtmClient client = RtmClient.createInstance(TestServer.APP, null);
    client.setParameters("{\"rtm.server\": \"" + server.address() + "\"}");
    ResultFuture<Void> done = new ResultFuture<>();
    client.login(null, userId, done);
    done.get(10, TimeUnit.SECONDS);
    return client;
  }
}
