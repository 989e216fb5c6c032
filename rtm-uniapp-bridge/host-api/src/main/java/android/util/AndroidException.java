package android.util;

/** Signature of Android's class. */
public class AndroidException extends Exception {
  private static final long serialVersionUID = 1;
}
