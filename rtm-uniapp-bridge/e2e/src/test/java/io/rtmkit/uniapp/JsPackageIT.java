package io.rtmkit.uniapp;

import org.junit.jupiter.api.Test;

/** The npm package js/: its own tests, in Node.js and Chromium, against a real server. */
final class JsPackageIT {
  @Test
  void npm_test() throws Exception {
    Npm.requireNode();
    Npm.install(Npm.JS);
    Npm.run(Npm.JS, "npm", "test");
  }
}
