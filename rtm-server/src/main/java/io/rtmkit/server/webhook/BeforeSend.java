package io.rtmkit.server.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.server.config.BeforeSendConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.LogThrottle;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.port.SendCheck;
import io.rtmkit.server.core.port.SendQuestion;
import io.rtmkit.server.core.port.SendVerdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the operator's URL whether a message may be sent. Whatever goes wrong, there is an answer in
 * time: that of the configuration. Thread-safe; never blocks.
 */
public final class BeforeSend implements SendCheck, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BeforeSend.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int THREADS = 2;

  private final BeforeSendConfig config;
  private final int messageBytes;
  private final Clock clock;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, task -> Webhooks.daemon(task, "rtm-before-send"));
  private final Receiver receiver;
  private final LogThrottle throttle;
  private final String idPrefix;
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder asked = new LongAdder();
  private final LongAdder denied = new LongAdder();
  private final LongAdder unanswered = new LongAdder();

  /**
   * Asks nobody before the first message.
   *
   * @param messageBytes the most that a message may have, also one whose text was replaced
   */
  public BeforeSend(BeforeSendConfig config, int messageBytes, Clock clock) {
    this.config = config;
    this.messageBytes = messageBytes;
    this.clock = clock;
    this.throttle = new LogThrottle(clock);
    this.idPrefix = "rtm_ask_" + Long.toHexString(clock.currentTimeMillis()) + "_";
    this.receiver =
        new Receiver(
            URI.create(config.url()),
            new Signature(config.secret()),
            config.timeout(),
            threads,
            clock);
  }

  /** Messages that were asked about. */
  public long asked() {
    return asked.sum();
  }

  /** Messages that were not allowed, by the answer or by the fallback. */
  public long denied() {
    return denied.sum();
  }

  /** Messages about which there was no answer in time, or none that can be used. */
  public long unanswered() {
    return unanswered.sum();
  }

  @Override
  public CompletionStage<SendVerdict> check(SendQuestion question) {
    asked.increment();
    if (inFlight.incrementAndGet() > config.requestsInFlight()) {
      inFlight.decrementAndGet();
      return CompletableFuture.completedFuture(
          fallback(question, "there are before-send.requests-in-flight without an answer"));
    }
    // On these threads: the one that counts the time must not do the work that follows.
    return receiver
        .post(idPrefix + ids.incrementAndGet(), body(question), handler())
        .handleAsync((answer, failure) -> answered(question, answer, failure), threads);
  }

  private static HttpResponse.BodyHandler<byte[]> handler() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }

  private byte[] body(SendQuestion question) {
    Content content = question.content();
    ObjectNode body = JSON.createObjectNode();
    body.put("type", question.channelId().isEmpty() ? "message.peer" : "message.channel");
    body.put("appId", question.sender().appId());
    body.put("userId", question.sender().userId());
    if (question.channelId().isEmpty()) {
      body.put("receiverId", question.receiverId());
    } else {
      body.put("channelId", question.channelId());
    }
    body.put("at", clock.currentTimeMillis());
    body.put("messageId", Long.toUnsignedString(question.messageId()));
    body.put("messageType", Event.MessageStored.name(content.getType()));
    if (content.getType() == MessageType.MESSAGE_TYPE_TEXT) {
      body.put("text", content.getPayload().toStringUtf8());
    } else {
      body.put("payload", Base64.getEncoder().encodeToString(content.getPayload().toByteArray()));
      body.put("description", content.getDescription());
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private SendVerdict answered(
      SendQuestion question, @Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
    inFlight.decrementAndGet();
    if (answer == null) {
      return fallback(question, Receiver.describe(failure));
    }
    if (answer.statusCode() / 100 != 2) {
      return fallback(question, "the answer was " + answer.statusCode());
    }
    try {
      return read(question, JSON.readTree(answer.body()));
    } catch (JsonProcessingException e) {
      return fallback(question, "the answer is no JSON");
    } catch (IOException | IllegalArgumentException e) {
      return fallback(question, "the answer cannot be used: " + e.getMessage());
    }
  }

  private SendVerdict read(SendQuestion question, @Nullable JsonNode answer) {
    JsonNode allow = answer == null ? null : answer.get("allow");
    if (answer == null || allow == null || !allow.isBoolean()) {
      throw new IllegalArgumentException("allow must be true or false");
    }
    if (!allow.booleanValue()) {
      denied.increment();
      return SendVerdict.deny(answer.path("reason").asText(""));
    }
    JsonNode text = answer.get("text");
    return SendVerdict.allow(
        text == null || text.isNull()
            ? question.content()
            : replaced(question.content(), text.asText()));
  }

  private Content replaced(Content content, String text) {
    if (content.getType() != MessageType.MESSAGE_TYPE_TEXT) {
      throw new IllegalArgumentException("text is only for messages of type text");
    }
    ByteString payload = ByteString.copyFromUtf8(text);
    int size = payload.size() + content.getDescriptionBytes().size();
    if (payload.isEmpty() || size > messageBytes) {
      throw new IllegalArgumentException(
          "text has " + payload.size() + " bytes, must have from 1 to " + messageBytes);
    }
    return content.toBuilder().setPayload(payload).build();
  }

  private SendVerdict fallback(SendQuestion question, String problem) {
    unanswered.increment();
    boolean allow = config.fallback() == BeforeSendConfig.Fallback.ALLOW;
    if (throttle.allows()) {
      log.warn("before-send: {}, so messages are {}", problem, allow ? "allowed" : "denied");
    }
    if (allow) {
      return SendVerdict.allow(question.content());
    }
    denied.increment();
    return SendVerdict.deny("the application does not answer");
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
