package android.content;

import android.content.pm.PackageManager;
import java.io.File;

/** Signature of Android's class. */
public abstract class Context {
  public abstract File getFilesDir();

  public abstract PackageManager getPackageManager();

  public abstract String getPackageName();
}
