package android.view;

/** Signature of Android's class; only its name and listener are used. */
public class View {
  /** Signature of Android's interface; only its name is used. */
  public interface OnLayoutChangeListener {}
}
