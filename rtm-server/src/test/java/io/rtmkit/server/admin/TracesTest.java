package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.Servers;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.handler.RequestLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server tells followers at another one, and for how long. */
class TracesTest implements Servers {
  private static final String FOLLOW =
      "{\"follow\":\"f1\",\"app\":\"" + TestDomain.APP + "\",\"user\":\"alice\"}";

  private final TestDomain domain = new TestDomain();
  private final List<String> told = new ArrayList<>();
  private final Traces traces =
      new Traces(this, domain.events, new RequestLog(domain.clock), domain.clock);

  @Override
  public String self() {
    return "me";
  }

  @Override
  public List<Server> all() {
    return List.of();
  }

  @Override
  public void locate(UserKey user, Answer<String> answer) {
    answer.give("me");
  }

  @Override
  public void ask(String node, String request, Answer<String> answer) {
    throw new AssertionError(request);
  }

  @Override
  public void tell(String node, String notice) {
    told.add(node + " " + notice);
  }

  @Override
  public void serve(Service service) {
    throw new AssertionError();
  }

  @Test
  void theFollowerIsToldWhatHappensToItsUserHere() {
    domain.login("alice");
    traces.onNotice("other", FOLLOW);
    traces.onNotice("other", FOLLOW); // again, and not twice
    domain.login("bob");
    domain.login("alice");
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).startsWith("other {\"to\":\"f1\",\"line\":{").contains("user.offline");
    assertThat(told.get(1)).contains("user.online").contains("alice");
    traces.onNotice("other", "{\"unfollow\":\"f1\"}");
    domain.login("alice");
    assertThat(told).hasSize(2);
    assertThat(traces.elsewhere()).isZero();
  }

  @Test
  void aFollowerThatIsNotHeardOfAnyMoreIsForgotten() {
    traces.onNotice("other", FOLLOW);
    domain.clock.advance(Duration.ofSeconds(15));
    traces.tick();
    traces.onNotice("other", FOLLOW);
    domain.clock.advance(Duration.ofSeconds(15));
    traces.tick();
    assertThat(traces.elsewhere()).isEqualTo(1);
    domain.clock.advance(Duration.ofSeconds(1));
    traces.tick();
    assertThat(traces.elsewhere()).isZero();
    domain.login("alice");
    assertThat(told).isEmpty();
  }

  @Test
  void aBusyUserDoesNotFillTheWayBetweenTheServers() {
    traces.onNotice("other", FOLLOW);
    for (int i = 0; i < TraceSender.MOST; i++) {
      domain.login("alice"); // ends the one before: two lines
    }
    assertThat(told).hasSize(TraceSender.MOST);
    traces.tick();
    domain.login("alice");
    assertThat(told.get(TraceSender.MOST)).contains("\"leftOut\":" + (TraceSender.MOST - 1));
  }

  @Test
  void nonsenseAndTooManyFollowersAreRefused() {
    traces.onNotice("other", "{");
    traces.onNotice("other", "{\"line\":{},\"to\":\"nobody\"}");
    for (int i = 0; i < 200; i++) {
      traces.onNotice("other", FOLLOW.replace("f1", "f" + i));
    }
    assertThat(traces.elsewhere()).isEqualTo(100);
  }
}
