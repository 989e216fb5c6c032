package android.os;

/** Signature of Android's class. */
public class Bundle {
  public Object get(String key) {
    return null;
  }
}
