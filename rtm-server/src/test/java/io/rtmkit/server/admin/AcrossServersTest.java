package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.Servers;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom a request is taken to, and what is said of servers that do not answer. */
class AcrossServersTest implements Servers {
  private static final String WHO = "who";
  private static final UserKey ALICE = new UserKey("app", "alice");
  private static final ApiRequest REQUEST =
      new ApiRequest(
          new Caller.Operator(),
          Map.of("app", "app", "user", "alice"),
          Json.object().put("limit", 2),
          Json.object().put("reason", "enough"));

  /** Where a user is, one look after the other; the last one stays. */
  private final Deque<String> places = new ArrayDeque<>();

  /** The other servers that answer. */
  private final Map<String, Other> others = new HashMap<>();

  /** Takes questions as a server does. */
  private interface Other {
    void onRequest(String text, Answer<String> answer);
  }

  private boolean isHere;
  private final AdminThread thread = new AdminThread();
  private final AcrossServers across = new AcrossServers(this, user -> isHere, thread);

  @AfterEach
  void close() {
    thread.close();
  }

  private AcrossServers answering(String name, AcrossServers server) {
    server.answers(
        WHO,
        Route.now(
            request ->
                ApiResponse.json(
                    Json.object()
                        .put("name", name)
                        .put("n", 1)
                        .put("reason", request.text("reason"))
                        .put("user", request.user().userId())
                        .put("limit", request.queryInt("limit", 0)))));
    return server;
  }

  private void other(String node) {
    others.put(node, answering(node, new AcrossServers(this, user -> isHere, thread))::onRequest);
  }

  @Override
  public String self() {
    return "me";
  }

  @Override
  public List<Server> all() {
    return List.of(server("me"), server("second"), server("third"));
  }

  private static Server server(String node) {
    return new Server(node, "the " + node, "", "", 0, false, 0);
  }

  @Override
  public void locate(UserKey user, Answer<String> answer) {
    if (places.isEmpty()) {
      answer.fail(StoreException.refused("Redis is not connected"));
      return;
    }
    answer.give(places.size() > 1 ? places.remove() : places.element());
  }

  @Override
  public void ask(String node, String request, Answer<String> answer) {
    Other other = others.get(node);
    if (other == null) {
      answer.fail(StoreException.unknown("no answer within 2 s", null));
    } else {
      other.onRequest(request, answer);
    }
  }

  @Override
  public void tell(String node, String notice) {
    throw new AssertionError(notice);
  }

  @Override
  public void serve(Service service) {
    throw new AssertionError();
  }

  private static <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private ObjectNode atOwner(String place) {
    places.clear();
    places.add(place);
    return AskedRequest.body(await(across.atOwner(WHO, ALICE, REQUEST)));
  }

  @Test
  void theServerOfTheUserIsAskedWithAllThatTheRequestHas() {
    answering("me", across);
    other("second");
    assertThat(atOwner("me").path("name").asText()).isEqualTo("me");
    assertThat(atOwner("second"))
        .isEqualTo(
            Json.object()
                .put("name", "second")
                .put("n", 1)
                .put("reason", "enough")
                .put("user", "alice")
                .put("limit", 2));
  }

  @Test
  void aSilentServerIsNamed() {
    assertThatThrownBy(() -> atOwner("third"))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApiException.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.detail())
                  .isEqualTo(
                      "the server the third, where the user is logged in: no answer within 2 s");
            });
  }

  @Test
  void aUserOfThisServerIsFoundWithoutTheStore() {
    answering("me", across);
    assertThatThrownBy(() -> await(across.atOwner(WHO, ALICE, REQUEST)))
        .hasRootCauseInstanceOf(StoreException.class)
        .hasMessageContaining("Redis is not connected");
    isHere = true;
    assertThat(await(across.atOwner(WHO, ALICE, REQUEST)).status()).isEqualTo(200);
  }

  @Test
  void aUserWhoMovesIsFollowedOnce() {
    AcrossServers left = new AcrossServers(this, user -> isHere, thread);
    left.answers(
        WHO,
        Route.now(
            request -> {
              throw ApiException.notFound("user: is not online");
            }));
    others.put("second", left::onRequest);
    other("third");
    places.addAll(List.of("second", "third"));
    assertThat(await(across.atOwner(WHO, ALICE, REQUEST)).status()).isEqualTo(200);
    places.clear();
    places.add("second");
    ApiResponse gone = await(across.atOwner(WHO, ALICE, REQUEST));
    assertThat(gone.status()).isEqualTo(404);
    assertThat(AskedRequest.body(gone).path("detail").asText()).isEqualTo("user: is not online");
  }

  @Test
  void anAnswerOfAllNamesThoseThatAreNotInIt() {
    answering("me", across);
    other("second");
    ObjectNode body = await(across.everywhere(WHO, REQUEST, Merge.sum("n")));
    assertThat(body.path("n").asInt()).isEqualTo(2);
    assertThat(body.path("incomplete")).hasSize(1);
    assertThat(body.at("/incomplete/0").asText()).isEqualTo("the third");
    other("third");
    assertThat(await(across.everywhere(WHO, REQUEST, Merge.sum("n")))).hasToString("{\"n\":3}");
    others.put("third", new AcrossServers(this, user -> isHere, thread)::onRequest);
    assertThat(await(across.everywhere(WHO, REQUEST, Merge.sum("n"))).path("incomplete"))
        .as("too old")
        .hasSize(1);
  }

  @Test
  void aServerThatAnswersNonsenseIsNamed() {
    answering("me", across);
    other("second");
    others.put("third", (text, answer) -> answer.give("{"));
    assertThat(await(across.everywhere(WHO, REQUEST, Merge.sum("n"))).at("/incomplete/0").asText())
        .isEqualTo("the third");
  }

  @Test
  void whatIsNoRequestIsRefused() {
    CompletableFuture<String> answered = new CompletableFuture<>();
    across.onRequest("{", (result, problem) -> answered.complete(result));
    assertThat(await(answered)).contains("\"status\":400");
  }
}
