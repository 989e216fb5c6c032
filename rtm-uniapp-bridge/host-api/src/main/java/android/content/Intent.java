package android.content;

/** Signature of Android's class; only its name is used. */
public class Intent {}
