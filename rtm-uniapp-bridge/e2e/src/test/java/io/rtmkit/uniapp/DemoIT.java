package io.rtmkit.uniapp;

import org.junit.jupiter.api.Test;

/** The demo application: builds for all platforms, and two users of it in Chromium. */
final class DemoIT {
  @Test
  void npm_test() throws Exception {
    Npm.requireNode();
    Npm.install(Npm.JS);
    Npm.run(Npm.JS, "npm", "run", "build");
    Npm.install(Npm.DEMO);
    Npm.run(Npm.DEMO, "npm", "test");
  }
}
