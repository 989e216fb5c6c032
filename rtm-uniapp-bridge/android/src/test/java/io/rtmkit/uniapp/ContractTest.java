package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSONObject;
import com.taobao.weex.bridge.JSCallback;
import io.dcloud.feature.uniapp.annotation.UniJSMethod;
import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RtmChannelAttribute;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module against contract.json, without a server. */
final class ContractTest {
  private final List<JSONObject> told = new ArrayList<>();
  private final Pages pages = new Pages();

  @Test
  void there_is_exactly_one_method_for_each_function_and_none_on_the_main_thread() {
    List<Method> methods =
        Arrays.stream(RtmModule.class.getMethods())
            .filter(each -> each.isAnnotationPresent(UniJSMethod.class))
            .toList();
    assertThat(methods)
        .extracting(Method::getName)
        .containsExactlyInAnyOrderElementsOf(Contract.functions());
    assertThat(methods)
        .noneMatch(each -> each.getAnnotation(UniJSMethod.class).uiThread())
        .allMatch(each -> each.getAnnotation(UniJSMethod.class).alias().equals("_"));
  }

  @Test
  void there_is_a_test_against_a_server_for_each_function_and_each_event() throws Exception {
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> files = Files.list(Path.of("src/test/java/io/rtmkit/uniapp"))) {
      for (Path each : files.filter(file -> file.toString().endsWith("IT.java")).toList()) {
        tests.append(Files.readString(each));
      }
    }
    assertThat(Contract.functions()).allSatisfy(name -> assertThat(tests).contains(name));
    assertThat(Contract.documentedEvents())
        .allSatisfy(name -> assertThat(tests).contains("\"" + name + "\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.en.md"})
  void the_guide_has_a_row_for_each_function_and_each_event(String guide) throws Exception {
    String text = Files.readString(Path.of("..", guide));
    assertThat(Contract.functions())
        .allSatisfy(name -> assertThat(text).contains("| " + name + " |"));
    assertThat(Contract.events()).allSatisfy(name -> assertThat(text).contains("| " + name + " |"));
  }

  @Test
  void the_events_that_a_server_seldom_causes() {
    pages.put(new RtmModule(new SharedClient()), new Recorder());
    ClientEvents client = new ClientEvents(pages);
    client.onPeerMessagesLost(3);
    client.onTokenExpired();
    client.onTokenWillExpire();
    ChannelEvents channel = new ChannelEvents("909090", pages);
    channel.onChannelMessagesLost("909090", 3);
    channel.onMessagesMissed(1, 1L << 40);
    channel.onChannelReset();
    channel.onMembershipLost(new ErrorInfo(5, "too many channels"));
    channel.onAttributesUpdated(List.of(new RtmChannelAttribute("name", "Jerry", "123", 7)));

    told.forEach(Contract::checkEvent);
    assertThat(told).hasSize(8);
    assertThat(told).extracting(each -> each.get("count")).contains(3);
    assertThat(told).extracting(each -> each.get("to")).contains(1L << 40);
    assertThat(told).extracting(each -> each.get("message")).contains("too many channels");
  }

  @Test
  void a_page_that_fails_does_not_keep_events_from_others() {
    SharedClient client = new SharedClient();
    pages.put(
        new RtmModule(client),
        new Recorder() {
          @Override
          public void invokeAndKeepAlive(Object data) {
            throw new IllegalStateException("the page is gone");
          }
        });
    pages.put(new RtmModule(client), new Recorder());
    new ClientEvents(pages).onConnectionStateChanged(3, 2);
    assertThat(told).hasSize(1);
  }

  /** Keeps what it is told. */
  private class Recorder implements JSCallback {
    @Override
    public void invoke(Object data) {
      throw new AssertionError("an event callback must be kept alive");
    }

    @Override
    @SuppressWarnings("unchecked")
    public void invokeAndKeepAlive(Object data) {
      told.add(new JSONObject((Map<String, Object>) data));
    }
  }
}
