package io.rtmkit.server.core.session;

import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.config.RatesConfig;
import io.rtmkit.server.config.SessionConfig;

/** The times, limits and rates that every session keeps to. */
public record SessionRules(SessionConfig session, LimitsConfig limits, RatesConfig rates) {}
