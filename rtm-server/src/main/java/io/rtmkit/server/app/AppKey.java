package io.rtmkit.server.app;

/**
 * With this the back end of an app uses the REST API. Of its secret only a hash is kept. Immutable.
 *
 * @param id 16 hex digits, the user name of HTTP Basic
 * @param hash SHA-256 of the secret, hex
 * @param note what the operator wrote beside it
 * @param createdMs Unix time
 */
public record AppKey(String id, String appId, String hash, String note, long createdMs) {
  /** A key and its secret, which is shown once. */
  public record Created(AppKey key, String secret) {
    /** Never shows the secret. */
    @Override
    public String toString() {
      return key.toString();
    }
  }

  /** Never shows the hash. */
  @Override
  public String toString() {
    return "AppKey[id=" + id + ", appId=" + appId + "]";
  }
}
