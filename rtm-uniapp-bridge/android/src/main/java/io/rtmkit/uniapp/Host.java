package io.rtmkit.uniapp;

import android.content.Context;
import android.content.pm.ApplicationInfo;
import android.content.pm.PackageManager;
import io.dcloud.feature.uniapp.AbsSDKInstance;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** What the module asks of the application that it runs in. Stateless. */
final class Host {
  /** The plugin's parameter in the application's manifest: the address of the server. */
  static final String SERVER_PARAMETER = "RTMKIT_SERVER";

  private static final String FILE_SCHEME = "file://";

  private Host() {}

  /** The id of the page instance that a module object belongs to. */
  static @Nullable String instanceId(RtmModule page) {
    AbsSDKInstance instance = page.mUniSDKInstance;
    return instance == null ? null : instance.getInstanceId();
  }

  /** The server that the manifest names; empty for none. */
  static String server(RtmModule page) {
    Context context = findContext(page);
    if (context == null) {
      return "";
    }
    try {
      ApplicationInfo info =
          context
              .getPackageManager()
              .getApplicationInfo(context.getPackageName(), PackageManager.GET_META_DATA);
      Object value = info.metaData == null ? null : info.metaData.get(SERVER_PARAMETER);
      return value == null ? "" : value.toString().trim();
    } catch (PackageManager.NameNotFoundException e) {
      return "";
    }
  }

  /** The file that a path means; a relative one is in the application's own folder. */
  static File file(RtmModule page, String path) {
    File named =
        new File(path.startsWith(FILE_SCHEME) ? path.substring(FILE_SCHEME.length()) : path);
    Context context = findContext(page);
    return named.isAbsolute() || context == null
        ? named
        : new File(context.getFilesDir(), named.getPath());
  }

  private static @Nullable Context findContext(RtmModule page) {
    AbsSDKInstance instance = page.mUniSDKInstance;
    return instance == null ? null : instance.getContext();
  }
}
