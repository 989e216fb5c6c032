package android.content.pm;

import android.util.AndroidException;

/** Signature of Android's class. */
public abstract class PackageManager {
  public static final int GET_META_DATA = 0x80;

  public abstract ApplicationInfo getApplicationInfo(String packageName, int flags)
      throws NameNotFoundException;

  /** Signature of Android's exception. */
  public static class NameNotFoundException extends AndroidException {
    private static final long serialVersionUID = 1;
  }
}
