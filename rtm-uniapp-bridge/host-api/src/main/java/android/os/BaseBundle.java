package android.os;

/** Signature of Android's class. */
public class BaseBundle {
  public Object get(String key) {
    return null;
  }
}
