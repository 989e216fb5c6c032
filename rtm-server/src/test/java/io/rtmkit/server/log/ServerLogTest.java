package io.rtmkit.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtmkit.server.config.LogConfig;
import io.rtmkit.server.config.LogConfig.Format;
import io.rtmkit.server.config.LogConfig.Level;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What events look like, and that format and level change under a log that is in use. */
class ServerLogTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("io.rtmkit.server.Some");
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    context.setMDCAdapter(new LogbackMDCAdapter()); // events ask it, though none of ours uses it
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
    context.stop();
  }

  private String written() {
    String text = written.toString(StandardCharsets.UTF_8);
    written.reset();
    return text;
  }

  private void setUp(Format format, Level level) {
    ServerLog.setUp(context, new LogConfig(format, level));
  }

  @Test
  void asTextForPeople() {
    setUp(Format.TEXT, Level.INFO);
    log.info("it took {} ms", 3);
    log.debug("not written");
    context.getLogger("another.library").info("not written either");
    assertThat(written()).matches("\\d{4}-\\S+ INFO  Some: it took 3 ms\\R");
  }

  @Test
  void asJsonInOneLineWhateverIsInIt() throws Exception {
    setUp(Format.JSON, Level.INFO);
    log.error(
        "a \"quoted\" {} with\nlines, a \\ and a \u0007",
        "part",
        new IllegalStateException("first\nsecond"));
    String text = written();
    assertThat(text.strip()).doesNotContain("\n");
    JsonNode event = new ObjectMapper().readTree(text);
    assertThat(event.get("formattedMessage").asText())
        .isEqualTo("a \"quoted\" part with\nlines, a \\ and a \u0007");
    assertThat(event.get("level").asText()).isEqualTo("ERROR");
    assertThat(event.get("loggerName").asText()).isEqualTo("io.rtmkit.server.Some");
    assertThat(event.get("threadName").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(event.get("timestamp").asLong()).isPositive();
    assertThat(event.get("throwable").get("className").asText())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(event.get("throwable").get("message").asText()).isEqualTo("first\nsecond");
    assertThat(event.get("throwable").get("stepArray").size()).isPositive();
  }

  @Test
  void formatAndLevelChangeWhileItIsInUse() {
    setUp(Format.TEXT, Level.WARN);
    log.info("one");
    setUp(Format.TEXT, Level.DEBUG);
    log.debug("two");
    setUp(Format.JSON, Level.INFO);
    log.info("three");
    assertThat(written().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("DEBUG Some: two"),
            line -> assertThat(line).startsWith("{").contains("three"));
  }
}
