package io.rtmkit.server.admin;

/** Who sends a request, as its credentials say. Immutable. */
sealed interface Caller {
  /** Named in the audit log; no secret. */
  String name();

  /** Whether this caller may do what concerns an app. */
  boolean mayUse(String appId);

  /** Whoever has the operator's key: may do everything. */
  record Operator() implements Caller {
    @Override
    public String name() {
      return "operator";
    }

    @Override
    public boolean mayUse(String appId) {
      return true;
    }
  }

  /** The back end of one app. */
  record BackEndKey(String appId, String keyId) implements Caller {
    @Override
    public String name() {
      return "key " + keyId;
    }

    @Override
    public boolean mayUse(String otherAppId) {
      return appId.equals(otherAppId);
    }
  }

  /** A user with a token, who does only what that user could do. */
  record TokenUser(String appId, String userId) implements Caller {
    @Override
    public String name() {
      return "user " + userId;
    }

    @Override
    public boolean mayUse(String otherAppId) {
      return appId.equals(otherAppId);
    }
  }
}
