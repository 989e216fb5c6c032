package io.rtmkit.server.core.session;

import io.rtmkit.server.config.Rate;
import io.rtmkit.server.config.RatesConfig;

/** The call budgets that each session has; several kinds of requests may share one. */
public enum Budget {
  RENEW_TOKEN,
  MESSAGE,
  JOIN,
  MEMBERS,
  MEMBER_COUNTS;

  /** The rate that the configuration gives this budget. */
  Rate rate(RatesConfig config) {
    return switch (this) {
      case RENEW_TOKEN -> config.renewToken();
      case MESSAGE -> config.message();
      case JOIN -> config.join();
      case MEMBERS -> config.members();
      case MEMBER_COUNTS -> config.memberCounts();
    };
  }
}
