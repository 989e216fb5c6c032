package io.rtmkit.server.core.session;

import io.rtmkit.server.config.Rate;
import io.rtmkit.server.config.RatesConfig;

/** The call budgets that each session has; several kinds of requests may share one. */
public enum Budget {
  RENEW_TOKEN,
  MESSAGE,
  JOIN,
  MEMBERS,
  MEMBER_COUNTS,
  QUERY_PRESENCE,
  WATCH_PRESENCE,
  UNWATCH_PRESENCE,
  LIST_WATCHED,
  WRITE_USER_ATTRIBUTES,
  READ_USER_ATTRIBUTES,
  WRITE_CHANNEL_ATTRIBUTES,
  READ_CHANNEL_ATTRIBUTES,
  LOCK,
  HISTORY,
  INVITATION;

  /** The rate that the configuration gives this budget. */
  public Rate rate(RatesConfig config) {
    return switch (this) {
      case RENEW_TOKEN -> config.renewToken();
      case MESSAGE -> config.message();
      case JOIN -> config.join();
      case MEMBERS -> config.members();
      case MEMBER_COUNTS -> config.memberCounts();
      case QUERY_PRESENCE -> config.queryPresence();
      case WATCH_PRESENCE -> config.watchPresence();
      case UNWATCH_PRESENCE -> config.unwatchPresence();
      case LIST_WATCHED -> config.listWatched();
      case WRITE_USER_ATTRIBUTES -> config.writeUserAttributes();
      case READ_USER_ATTRIBUTES -> config.readUserAttributes();
      case WRITE_CHANNEL_ATTRIBUTES -> config.writeChannelAttributes();
      case READ_CHANNEL_ATTRIBUTES -> config.readChannelAttributes();
      case LOCK -> config.lock();
      case HISTORY -> config.history();
      case INVITATION -> config.invitation();
    };
  }
}
