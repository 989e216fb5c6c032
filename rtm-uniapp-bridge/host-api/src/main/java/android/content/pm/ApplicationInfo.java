package android.content.pm;

/** Signature of Android's class. */
public class ApplicationInfo extends PackageItemInfo {}
