package io.rtmkit.server.admin;

/** Who may use a route. */
enum Access {
  /** The operator alone. */
  OPERATOR,
  /** The operator, and the back end of the app in the path. */
  APP,
  /** These, and a user of that app with a token. */
  APP_OR_USER
}
