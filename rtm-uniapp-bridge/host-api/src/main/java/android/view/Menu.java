package android.view;

/** Signature of Android's interface; only its name is used. */
public interface Menu {}
