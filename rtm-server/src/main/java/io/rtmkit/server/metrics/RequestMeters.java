package io.rtmkit.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
  private static final int OK = 0;
  private static final int REFUSED = 1;
  private static final int TOO_OFTEN = 2;
  private static final String[] OUTCOMES = {"ok", "refused", "too_often"};
  private static final String LOGIN_PREFIX = "LOGIN_ERR_";

  private final Map<BodyCase, Counter[]> answers = new EnumMap<>(BodyCase.class);
  private final LongAdder total = new LongAdder();
  private final EnumCounters<LoginError> logins;
  private final Timer loginTime;

  RequestMeters(MeterRegistry registry) {
    for (BodyCase kind : BodyCase.values()) {
      String name = kind == BodyCase.BODY_NOT_SET ? "unknown" : EnumCounters.label(kind, "");
      answers.put(
          kind,
          Arrays.stream(OUTCOMES)
              .map(outcome -> counter(registry, name, outcome))
              .toArray(Counter[]::new));
    }
    logins =
        new EnumCounters<>(
            registry,
            Counter.builder("rtm.logins").description("Logins that were answered."),
            "result",
            LoginError.class,
            LOGIN_PREFIX);
    loginTime =
        Timer.builder("rtm.login")
            .description("Time from the arrival of a login to its answer.")
            .serviceLevelObjectives(Buckets.times())
            .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String kind, String outcome) {
    return Counter.builder("rtm.requests")
        .description("Requests of clients that were answered.")
        .tags("kind", kind, "outcome", outcome)
        .register(registry);
  }

  void answered(BodyCase kind, int code, boolean tooOften, long nanos) {
    int outcome = code == 0 ? OK : tooOften ? TOO_OFTEN : REFUSED;
    Objects.requireNonNull(answers.get(kind))[outcome].increment();
    total.increment();
    if (kind == BodyCase.LOGIN) {
      LoginError result = LoginError.forNumber(code);
      logins.increment(result == null ? LoginError.LOGIN_ERR_UNKNOWN : result);
      loginTime.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Requests of all kinds. */
  long total() {
    return total.sum();
  }
}
