package io.rtmkit.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.LiveConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.attribute.LocalUserAttributes;
import io.rtmkit.server.core.channel.LocalChannels;
import io.rtmkit.server.core.invitation.LocalInvitations;
import io.rtmkit.server.core.port.Servers;
import io.rtmkit.server.core.presence.LocalPresence;
import io.rtmkit.server.handler.RequestLog;
import io.rtmkit.server.log.RecentLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route of the OpenAPI document, which is every route there is: without credentials, with
 * those of another app, and with bodies that are wrong in every way.
 */
class RoutesIT {
  private static final String OTHER_APP = "ffffffffffffffffffffffffffffffff";

  private static JsonNode document;
  private static AdminServer server;
  private static AdminClient otherApp;

  /** One route, its body's schema, and a path of it with values in the place of variables. */
  record Row(String method, String template, JsonNode operation) {
    String path() {
      return template
          .replace("{app}", AdminServer.APP)
          .replaceAll("\\{(user|channel|key|handle)}", "some1");
    }

    boolean isForOperatorOnly() {
      JsonNode security = operation.path("security");
      return security.size() == 1 && security.get(0).has("operator");
    }

    JsonNode bodySchema() {
      return operation.at("/requestBody/content/application~1json/schema");
    }

    @Override
    public String toString() {
      return method + " " + template;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    document = new ObjectMapper(new YAMLFactory()).readTree(OpenApi.load().text());
    server = AdminServer.start();
    otherApp = server.keyOf(OTHER_APP);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Row> rows() throws IOException {
    JsonNode paths =
        new ObjectMapper(new YAMLFactory()).readTree(OpenApi.load().text()).get("paths");
    return paths.properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .filter(entry -> !entry.getKey().equals("parameters"))
                    .map(
                        entry ->
                            new Row(
                                entry.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                entry.getValue())));
  }

  static Stream<Row> rowsWithBody() throws IOException {
    return rows().filter(row -> !row.bodySchema().isMissingNode());
  }

  /** The table of routes of a server of which nothing else is there. */
  private static List<Route> table() {
    TestDomain domain = new TestDomain();
    ServerConfig config = ServerConfig.defaults();
    Domain admin =
        new Domain(
            new LiveConfig(config),
            Apps.of(config, domain.clock),
            domain.sessions,
            domain.moderation,
            domain.peers,
            new LocalChannels(domain.channels),
            domain.channels,
            new LocalUserAttributes(domain.userAttributes),
            new LocalPresence(domain.presence),
            new LocalInvitations(domain.invitations),
            Servers.ALONE,
            domain.store,
            domain.events,
            new RequestLog(domain.clock),
            RecentLog.begin(),
            null,
            domain.clock);
    return new AdminApi(admin, null).routes();
  }

  @Test
  void theDocumentHasTheRoutesThatThereAre() {
    Set<String> routes =
        table().stream()
            .map(route -> OpenApi.key(route.method(), route.path()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(new TreeSet<>(OpenApi.load().operationNames())).isEqualTo(routes);
  }

  @Test
  void eachRouteIsOpenToThoseWhomTheDocumentNames() throws IOException {
    Map<String, Row> rows = new HashMap<>();
    rows().forEach(row -> rows.put(OpenApi.key(row.method(), row.template()), row));
    for (Route route : table()) {
      Row row = rows.get(OpenApi.key(route.method(), route.path()));
      assertThat(row.isForOperatorOnly())
          .as("%s", row)
          .isEqualTo(route.access() == Access.OPERATOR);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void nobodyComesInWithoutCredentials(Row row) {
    AdminClient.Answer answer = server.anonymous().send(row.method(), row.path(), "{}");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().path("detail").asText()).contains("credentials");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theKeyOfAnotherAppIsForbidden(Row row) {
    AdminClient.Answer answer = otherApp.send(row.method(), row.path(), "{}");
    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("rowsWithBody")
  void wrongBodiesAreRefusedWithTheField(Row row) {
    List<byte[]> bodies = new ArrayList<>(wrongForAll());
    bodies.addAll(wrongFor(resolve(row.bodySchema())));
    assertThat(bodies).hasSizeGreaterThanOrEqualTo(20);
    for (byte[] body : bodies) {
      AdminClient.Answer answer = server.operator().sendBytes(row.method(), row.path(), body);
      String what = row + " " + new String(body, 0, Math.min(body.length, 100), UTF_8);
      assertThat(answer.status()).as(what).isBetween(400, 499).isNotIn(401, 403, 404, 429);
      assertThat(answer.body().path("field").asText()).as(what).isNotEmpty();
      assertThat(answer.body().path("detail").asText())
          .as(what)
          .startsWith(answer.body().path("field").asText() + ": ");
    }
  }

  /** Bodies that no route takes. */
  private static List<byte[]> wrongForAll() {
    List<byte[]> bodies = new ArrayList<>();
    Stream.of(
            "{",
            "}",
            "[]",
            "null",
            "\"text\"",
            "42",
            "true",
            "nonsense",
            "{\"a\":1,}",
            "{'a':1}",
            "{} {}",
            "{\"unknown\":1}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(5_000),
            "{\"a\":".repeat(200) + "1" + "}".repeat(200),
            "{\"\\ud800\":NaN}",
            "\u0000",
            "<xml/>")
        .forEach(text -> bodies.add(text.getBytes(UTF_8)));
    bodies.add(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'});
    bodies.add(new byte[] {(byte) 0xc3, 0x28});
    return bodies;
  }

  /** For each field of a schema: values of every other type. */
  private static List<byte[]> wrongFor(JsonNode schema) {
    List<byte[]> bodies = new ArrayList<>();
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String type = resolve(property.getValue()).path("type").asText("enum");
              for (String value : List.of("[1]", "{\"x\":{}}", "null", "1.5", "\"\\u0001\"")) {
                boolean isOfType =
                    (type.equals("string") && value.startsWith("\""))
                        || (type.equals("object") && value.startsWith("{"));
                if (!isOfType) {
                  bodies.add(("{\"" + property.getKey() + "\":" + value + "}").getBytes(UTF_8));
                }
              }
            });
    return bodies;
  }

  private static JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    JsonNode found = reference.isEmpty() ? schema : document.at(reference.substring(1));
    return found instanceof ObjectNode object ? object : schema;
  }
}
