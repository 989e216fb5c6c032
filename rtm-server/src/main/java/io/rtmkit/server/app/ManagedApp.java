package io.rtmkit.server.app;

/**
 * An app that was made while the server ran. Immutable.
 *
 * @param certificate 32 hex digits
 * @param createdMs Unix time
 */
record ManagedApp(String id, String certificate, long createdMs) {
  /** Never shows the certificate. */
  @Override
  public String toString() {
    return "ManagedApp[id=" + id + "]";
  }
}
