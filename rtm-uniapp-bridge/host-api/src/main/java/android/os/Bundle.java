package android.os;

/** Signature of Android's class. */
public class Bundle extends BaseBundle {}
