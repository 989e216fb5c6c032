package io.rtmkit.uniapp;

import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmStatusCode.LoginError;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** Instance, login, token, parameters and log. Stateless. */
final class SessionCalls {
  // As in the vendors' C++ client, the only one that has codes for it.
  private static final int INVALID_APP_ID = 3;

  private SessionCalls() {}

  /** The same app id again keeps the instance: a page that starts anew finds its login. */
  static void createInstance(Call call) {
    String appId = call.options.text("appId", INVALID_APP_ID);
    String server = call.options.optionalText("server");
    Instance current = call.shared.findInstance();
    if (current != null && current.appId.equals(appId)) {
      if (!server.isEmpty()) {
        call.shared.server.apply(call, current.client, server);
      }
    } else {
      Instance next = newInstance(call, appId);
      call.shared.server.apply(call, next.client, server);
      if (current != null) {
        current.release();
      }
      call.shared.setInstance(next);
    }
    call.answer.give(0, call.shared.server.isKnown() ? "" : ServerChoice.UNKNOWN);
  }

  static void login(Call call) {
    Instance instance = call.instance();
    if (!call.shared.server.isKnown()) {
      throw new Refusal(LoginError.LOGIN_ERR_INVALID_ARGUMENT, ServerChoice.UNKNOWN);
    }
    String token = call.options.optionalText("token");
    instance.client.login(token, call.options.text("userId"), call.answer.whenDone());
  }

  static void logout(Call call) {
    call.instance().client.logout(call.answer.whenDone());
  }

  /** Harmless if there is no instance. */
  static void release(Call call) {
    Instance instance = call.shared.findInstance();
    if (instance != null) {
      call.shared.setInstance(null);
      instance.release();
    }
    call.answer.succeed();
  }

  /** The vendor's documents call the token newToken. */
  static void renewToken(Call call) {
    String token = call.options.text(call.options.has("newToken") ? "newToken" : "token");
    call.instance().client.renewToken(token, call.answer.whenDone());
  }

  static void getSdkVersion(Call call) {
    call.answer.put("version", RtmClient.getSdkVersion()).succeed();
  }

  /** Allowed before createInstance too. */
  static void setParameters(Call call) {
    Instance instance = call.shared.findInstance();
    call.shared.server.setParameters(call, instance == null ? null : instance.client);
    call.answer.succeed();
  }

  static void setLogFile(Call call) {
    RtmClient client = call.instance().client;
    File file = Host.file(call.page, call.options.text("filePath"));
    @Nullable File folder = file.getParentFile();
    if (folder != null && !folder.isDirectory()) {
      folder.mkdirs();
    }
    if (client.setLogFile(file.getPath()) == 0) {
      call.answer.succeed();
    } else {
      call.answer.fail(call.function.failureCode, "filePath: " + file + " cannot be written");
    }
  }

  static void setLogFilter(Call call) {
    RtmClient client = call.instance().client;
    client.setLogFilter(call.options.integer("filter"));
    call.answer.succeed();
  }

  static void setLogFileSize(Call call) {
    RtmClient client = call.instance().client;
    client.setLogFileSize(call.options.integer("fileSizeInKBytes"));
    call.answer.succeed();
  }

  private static Instance newInstance(Call call, String appId) {
    try {
      return new Instance(appId, call.shared.pages);
    } catch (Exception e) {
      // Declared as in the vendors' API; the app id is all that can be wrong.
      throw new Refusal(INVALID_APP_ID, String.valueOf(e.getMessage()));
    }
  }
}
