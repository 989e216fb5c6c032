package io.rtmkit.uniapp;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program with the Java SDK, to talk with. */
final class SdkUser {
  private SdkUser() {}

  static RtmClient logIn(TestServer server, String userId) throws Exception {
    RtmClient client = RtmClient.createInstance(TestServer.APP, null);
    client.setParameters("{\"rtm.server\": \"" + server.address() + "\"}");
    CompletableFuture<Void> done = new CompletableFuture<>();
    client.login(null, userId, into(done));
    done.get(10, TimeUnit.SECONDS);
    return client;
  }

  /** Completes a future with what a call brings. */
  static <T> ResultCallback<T> into(CompletableFuture<T> future) {
    return new ResultCallback<T>() {
      @Override
      public void onSuccess(T result) {
        future.complete(result);
      }

      @Override
      public void onFailure(ErrorInfo error) {
        future.completeExceptionally(new AssertionError(error.toString()));
      }
    };
  }
}
