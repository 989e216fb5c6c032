package io.rtmkit.server.core.event;

import io.rtmkit.protocol.v1.CloseCode;

/** Why a user is offline. */
public enum OfflineReason {
  LOGOUT("logout"),
  KICKED("kicked"),
  BANNED("banned"),
  /** The user logged in elsewhere: the new session is told next. */
  REMOTE_LOGIN("remote-login"),
  /** Nothing was heard in the grace time. */
  LOST("lost"),
  OTHER("other");

  private final String text;

  OfflineReason(String text) {
    this.text = text;
  }

  static OfflineReason of(CloseCode code) {
    return switch (code) {
      case CLOSE_CODE_LOGGED_OUT -> LOGOUT;
      case CLOSE_CODE_KICKED -> KICKED;
      case CLOSE_CODE_BANNED -> BANNED;
      case CLOSE_CODE_REMOTE_LOGIN -> REMOTE_LOGIN;
      case CLOSE_CODE_HEARTBEAT_TIMEOUT -> LOST;
      default -> OTHER;
    };
  }

  /** As it is told to the outside world. */
  public String text() {
    return text;
  }
}
