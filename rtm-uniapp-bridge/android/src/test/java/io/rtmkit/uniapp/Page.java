package io.rtmkit.uniapp;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONArray;
import com.taobao.weex.bridge.JSCallback;
import io.dcloud.feature.uniapp.bridge.UniJSCallback;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * A page instance with JavaScript of its own and a module object, as a uni-app host has it. Its
 * scripts run on the phone's one JavaScript thread.
 */
public final class Page implements AutoCloseable {
  private static final Map<String, Page> PAGES = new ConcurrentHashMap<>();
  private static final int TIMEOUT_S = 30;

  private final Phone phone;
  private final String id;
  private final RtmModule module;
  private final Dispatch dispatch;
  private final List<Throwable> swallowed = new CopyOnWriteArrayList<>();
  private Context context;
  private Value answer;

  Page(Phone phone, String id) {
    this.phone = phone;
    this.id = id;
    module = new RtmModule(phone.client);
    module.mUniSDKInstance = new PageInstance(id, phone.application);
    dispatch = new Dispatch(module, this::callback);
    PAGES.put(id, this);
    await(phone.onJsThread(this::openScript));
  }

  /** The page of an instance id. */
  public static Page of(String instanceId) {
    return PAGES.get(instanceId);
  }

  /** A function of the page by its id. */
  public UniJSCallback callback(String callbackId) {
    return new UniJSCallback() {
      @Override
      public void invoke(Object data) {
        answer(callbackId, data, false);
      }

      @Override
      public void invokeAndKeepAlive(Object data) {
        answer(callbackId, data, true);
      }
    };
  }

  /** Runs the body of an async function and returns what it returns, through JSON. */
  Object run(String body) {
    return await(begin(body));
  }

  /** The same, without waiting. */
  CompletableFuture<Object> begin(String body) {
    CompletableFuture<Object> result = new CompletableFuture<>();
    phone.onJsThread(
        () -> {
          Value promise =
              context.eval("js", "(async () => {" + body + "\n})().then(JSON.stringify)");
          promise.invokeMember(
              "then",
              (ProxyExecutable)
                  json -> result.complete(json[0].isNull() ? null : JSON.parse(text(json[0]))),
              (ProxyExecutable)
                  error -> result.completeExceptionally(new AssertionError(error[0].toString())));
          return null;
        });
    return result;
  }

  /** What the host caught and JavaScript never heard of. */
  List<Throwable> swallowed() {
    return swallowed;
  }

  /** The page goes, as when the user leaves it. */
  @Override
  public void close() {
    module.onActivityDestroy();
    module.destroy();
    PAGES.remove(id);
    await(
        phone.onJsThread(
            () -> {
              context.close();
              return null;
            }));
  }

  /** For scripts. */
  public final class Host {
    @HostAccess.Export
    public String call(String method, String arguments) {
      try {
        Object result = dispatch.call(method, (JSONArray) JSON.parse(arguments));
        return result == null ? null : Wson.toJson(result);
      } catch (Throwable e) {
        swallowed.add(e);
        return null;
      }
    }
  }

  private Object openScript() {
    context =
        Context.newBuilder("js")
            .allowHostAccess(HostAccess.EXPLICIT)
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    answer = context.eval("js", resource("/host/framework.js")).execute(new Host());
    context.eval("js", resource("/host/page.js"));
    return null;
  }

  private void answer(String callbackId, Object data, boolean keepAlive) {
    String json = Wson.toJson(data);
    phone.onJsThread(() -> answer.execute(callbackId, json, keepAlive));
  }

  private static String text(Value value) {
    return value.asString();
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(TIMEOUT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("the page failed: " + e.getCause(), e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no result within " + TIMEOUT_S + " s", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Finds a function by its id. */
  interface Functions {
    JSCallback find(String callbackId);
  }
}
