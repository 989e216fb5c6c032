package android.content.pm;

import android.os.Bundle;

/** Signature of Android's class. */
public class PackageItemInfo {
  public Bundle metaData;
}
