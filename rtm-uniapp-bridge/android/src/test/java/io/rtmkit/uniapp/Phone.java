package io.rtmkit.uniapp;

import android.content.Context;
import android.content.pm.ApplicationInfo;
import android.content.pm.PackageManager;
import android.os.Bundle;
import java.io.File;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process of an application: one JavaScript thread, pages, and what its pages share. Several can
 * be in one JVM, as several phones.
 */
final class Phone implements AutoCloseable {
  private static final AtomicInteger PAGE_IDS = new AtomicInteger();

  final SharedClient client = new SharedClient();
  final Context application;
  private final ExecutorService jsThread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "js");
            thread.setDaemon(true);
            return thread;
          });

  Phone() {
    this(Map.of(), new File("target"));
  }

  /** A phone whose application has these parameters in its manifest, and this folder. */
  Phone(Map<String, Object> manifest, File files) {
    application = new Application(manifest, files);
  }

  Page openPage() {
    return new Page(this, Integer.toString(PAGE_IDS.incrementAndGet()));
  }

  /** Opens a page and logs a user in. */
  Page openPage(TestServer server, String userId) {
    Page page = openPage();
    page.run(
        "await call('createInstance', {appId: '%s', server: '%s'});"
                .formatted(TestServer.APP, server.address())
            + "const answer = await call('login', {token: '', userId: '%s'});".formatted(userId)
            + "if (answer.code !== 0) throw new Error(JSON.stringify(answer));");
    return page;
  }

  <T> CompletableFuture<T> onJsThread(Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    jsThread.execute(
        () -> {
          try {
            result.complete(task.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  @Override
  public void close() {
    Instance instance = client.findInstance();
    if (instance != null) {
      instance.release();
    }
    jsThread.shutdown();
  }

  /** The application's context. */
  private static final class Application extends Context {
    private final Map<String, Object> manifest;
    private final File files;

    Application(Map<String, Object> manifest, File files) {
      this.manifest = manifest;
      this.files = files;
    }

    @Override
    public File getFilesDir() {
      return files;
    }

    @Override
    public String getPackageName() {
      return "com.example.app";
    }

    @Override
    public PackageManager getPackageManager() {
      return new PackageManager() {
        @Override
        public ApplicationInfo getApplicationInfo(String packageName, int flags) {
          ApplicationInfo info = new ApplicationInfo();
          info.metaData =
              new Bundle() {
                @Override
                public Object get(String key) {
                  return manifest.get(key);
                }
              };
          return info;
        }
      };
    }
  }
}
