package io.rtmkit.server.metrics;

import io.micrometer.core.instrument.Timer;
import io.rtmkit.protocol.v1.LoginError;
import io.rtmkit.protocol.v1.Request.BodyCase;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The answers to requests, by kind and outcome, and to logins by result. Thread-safe. */
final class RequestMeters {
  private static final String NAME = "rtm.requests";
  private static final String ABOUT = "Requests of clients that were answered.";
  private static final int OK = 0;
  private static final int REFUSED = 1;
  private static final int TOO_OFTEN = 2;
  private static final String[] OUTCOMES = {"ok", "refused", "too_often"};
  private static final String LOGIN_PREFIX = "LOGIN_ERR_";

  /** By kind, then by outcome. */
  private final Map<BodyCase, LongAdder[]> answers = new EnumMap<>(BodyCase.class);

  private final EnumCounters<LoginError> logins;
  private final Timer loginTime;

  RequestMeters(Meters meters) {
    for (BodyCase kind : BodyCase.values()) {
      String name = kind == BodyCase.BODY_NOT_SET ? "unknown" : EnumCounters.label(kind, "");
      answers.put(
          kind,
          Arrays.stream(OUTCOMES)
              .map(outcome -> meters.adder(NAME, ABOUT, "kind", name, "outcome", outcome))
              .toArray(LongAdder[]::new));
    }
    logins =
        new EnumCounters<>(
            meters,
            "rtm.logins",
            "Logins that were answered.",
            "result",
            LoginError.class,
            LOGIN_PREFIX);
    loginTime =
        Timer.builder("rtm.login")
            .description("Time from the arrival of a login to its answer.")
            .serviceLevelObjectives(Buckets.times())
            .register(meters.registry());
  }

  void answered(BodyCase kind, int code, boolean tooOften, long nanos) {
    int outcome = code == 0 ? OK : tooOften ? TOO_OFTEN : REFUSED;
    Objects.requireNonNull(answers.get(kind))[outcome].increment();
    if (kind == BodyCase.LOGIN) {
      LoginError result = LoginError.forNumber(code);
      logins.increment(result == null ? LoginError.LOGIN_ERR_UNKNOWN : result);
      loginTime.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Requests of all kinds. */
  long total() {
    return answers.values().stream().flatMap(Arrays::stream).mapToLong(LongAdder::sum).sum();
  }
}
