package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmAttribute;
import io.rtmkit.client.RtmAttributeKind;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.SdkUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Attributes of users. */
class UserAttributeConformanceIT extends ConformanceCase {
  private static Answer<Void> set(SdkUser user, List<RtmAttribute> attributes) {
    return Answer.of(cb -> user.client().setLocalUserAttributes(attributes, cb));
  }

  private static Answer<Void> add(SdkUser user, List<RtmAttribute> attributes) {
    return Answer.of(cb -> user.client().addOrUpdateLocalUserAttributes(attributes, cb));
  }

  private static Answer<Void> delete(SdkUser user, List<String> keys) {
    return Answer.of(cb -> user.client().deleteLocalUserAttributesByKeys(keys, cb));
  }

  private static Answer<Void> clear(SdkUser user) {
    return Answer.of(user.client()::clearLocalUserAttributes);
  }

  private static Answer<List<RtmAttribute>> get(SdkUser user, String userId) {
    return Answer.of(cb -> user.client().getUserAttributes(userId, cb));
  }

  private static Answer<List<RtmAttribute>> get(SdkUser user, String userId, List<String> keys) {
    return Answer.of(cb -> user.client().getUserAttributesByKeys(userId, keys, cb));
  }

  private static List<String> read(SdkUser user, String userId) {
    return texts(get(user, userId).orFail());
  }

  private static List<String> texts(List<RtmAttribute> attributes) {
    return attributes.stream().map(RtmAttribute::toString).toList();
  }

  private static List<RtmAttribute> attributes(int count, String value) {
    List<RtmAttribute> attributes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      attributes.add(new RtmAttribute("k" + i, value));
    }
    return attributes;
  }

  private static List<RtmAttribute> one(String key, String value) {
    return List.of(new RtmAttribute(key, value));
  }

  @Test
  @Proves({
    Contract.SET_LOCAL_USER_ATTRIBUTES,
    Contract.ADD_OR_UPDATE_LOCAL_USER_ATTRIBUTES,
    Contract.DELETE_LOCAL_USER_ATTRIBUTES_BY_KEYS,
    Contract.CLEAR_LOCAL_USER_ATTRIBUTES,
    Contract.GET_USER_ATTRIBUTES
  })
  void setReplacesAddMergesDeleteTakesAndClearEmpties() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    assertThat(read(bob, "alice")).isEmpty();
    set(alice, List.of(new RtmAttribute("name", "Jerry"), new RtmAttribute("mood", "\u00e4")))
        .orFail();
    assertThat(read(bob, "alice")).containsExactlyInAnyOrder("name=Jerry", "mood=\u00e4");
    add(alice, List.of(new RtmAttribute("name", "Tom"), new RtmAttribute("age", "23"))).orFail();
    assertThat(read(bob, "alice")).containsExactlyInAnyOrder("name=Tom", "mood=\u00e4", "age=23");
    delete(alice, List.of("mood", "unknown")).orFail();
    assertThat(read(alice, "alice")).containsExactlyInAnyOrder("name=Tom", "age=23");
    set(alice, one("only", "this")).orFail();
    assertThat(read(bob, "alice")).containsExactly("only=this");
    clear(alice).orFail();
    assertThat(read(bob, "alice")).isEmpty();
    set(alice, one("k", "v")).orFail();
    set(alice, List.of()).orFail();
    assertThat(read(bob, "alice")).isEmpty();
  }

  @Test
  @Proves({Contract.GET_USER_ATTRIBUTES_BY_KEYS, Contract.SET_LOCAL_USER_ATTRIBUTES})
  void someAreReadByKeysAndKindsAreKept() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    set(
            alice,
            List.of(
                new RtmAttribute("age", "23", RtmAttributeKind.NUMBER),
                new RtmAttribute("busy", "true", RtmAttributeKind.BOOLEAN),
                new RtmAttribute("name", "23")))
        .orFail();
    List<RtmAttribute> some = get(bob, "alice", List.of("busy", "unknown", "age")).orFail();
    assertThat(texts(some)).containsExactlyInAnyOrder("age=23", "busy=true");
    assertThat(get(bob, "alice").orFail())
        .extracting(RtmAttribute::getKind)
        .containsExactlyInAnyOrder(
            RtmAttributeKind.NUMBER, RtmAttributeKind.BOOLEAN, RtmAttributeKind.STRING);
    set(alice, List.of(new RtmAttribute("age", "old", RtmAttributeKind.NUMBER)))
        .expectRefusal(3, "attributes[0].value", "number");
    get(bob, "alice", List.of()).expectRefusal(3, "attributeKeys", "empty");
    get(bob, "nobody", List.of("k")).expectRefusal(6, "nobody");
  }

  @Test
  @Proves({
    Contract.SET_LOCAL_USER_ATTRIBUTES,
    Contract.ADD_OR_UPDATE_LOCAL_USER_ATTRIBUTES,
    Contract.DELETE_LOCAL_USER_ATTRIBUTES_BY_KEYS
  })
  void limitsOfCountAndSizeHold() {
    SdkUser alice = user("alice");
    set(alice, attributes(33, "v")).expectRefusal(4, "attributes", "33", "32");
    set(alice, attributes(32, "v")).orFail();
    add(alice, one("another", "v")).expectRefusal(4, "attributes", "33", "32");
    set(alice, one("k".repeat(33), "v")).expectRefusal(4, "key", "33", "32");
    set(alice, one("k".repeat(32), "v".repeat(8 * 1024 + 1)))
        .expectRefusal(4, "value", "8193", "8192");
    set(alice, one("k".repeat(32), "v".repeat(8 * 1024))).orFail();
    pass(Duration.ofSeconds(5));
    String half = "v".repeat(8 * 1024 - 1); // with its key half of what a user may have
    set(alice, List.of(new RtmAttribute("a", half), new RtmAttribute("b", half))).orFail();
    add(alice, one("c", "v")).expectRefusal(4, "attributes", "16386", "16384");
    set(alice, one("k", "")).expectRefusal(3, "value", "empty");
    set(alice, one("", "v")).expectRefusal(3, "key", "empty");
    set(alice, one("a\nb", "v")).expectRefusal(3, "key");
    set(alice, null).expectRefusal(3, "attributes");
    add(alice, List.of()).expectRefusal(3, "attributes", "empty");
    delete(alice, List.of()).expectRefusal(3, "attributeKeys", "empty");
  }

  @Test
  @Proves({
    Contract.SET_LOCAL_USER_ATTRIBUTES,
    Contract.ADD_OR_UPDATE_LOCAL_USER_ATTRIBUTES,
    Contract.DELETE_LOCAL_USER_ATTRIBUTES_BY_KEYS,
    Contract.CLEAR_LOCAL_USER_ATTRIBUTES,
    Contract.GET_USER_ATTRIBUTES,
    Contract.GET_USER_ATTRIBUTES_BY_KEYS
  })
  void tenWritesOfAnyKindAndFortyReadsInFiveSeconds() {
    SdkUser alice = user("alice");
    for (int i = 0; i < 5; i++) {
      set(alice, one("k", "v")).orFail();
      add(alice, one("k", "v")).orFail();
    }
    clear(alice).expectRefusal(5, "too often", "10/5s");
    delete(alice, List.of("k")).expectRefusal(5, "too often", "10/5s");
    for (int i = 0; i < 20; i++) {
      get(alice, "alice").orFail();
      get(alice, "alice", List.of("k")).orFail();
    }
    get(alice, "alice").expectRefusal(5, "too often", "40/5s");
    get(alice, "alice", List.of("k")).expectRefusal(5, "too often", "40/5s");
    pass(Duration.ofMillis(500));
    clear(alice).orFail();
    assertThat(read(alice, "alice")).isEmpty();
  }

  @Test
  @Proves({
    Contract.SET_LOCAL_USER_ATTRIBUTES,
    Contract.ADD_OR_UPDATE_LOCAL_USER_ATTRIBUTES,
    Contract.DELETE_LOCAL_USER_ATTRIBUTES_BY_KEYS,
    Contract.CLEAR_LOCAL_USER_ATTRIBUTES,
    Contract.GET_USER_ATTRIBUTES,
    Contract.GET_USER_ATTRIBUTES_BY_KEYS
  })
  void withoutLoginAndAfterReleaseEveryCallIsRefused() {
    SdkUser alice = stranger("alice");
    expectAll(alice, 102);
    alice.client().setLocalUserAttributes(one("k", "v"), null);
    alice.close();
    expectAll(alice, 101);
  }

  private static void expectAll(SdkUser user, int code) {
    set(user, one("k", "v")).expectRefusal(code);
    add(user, one("k", "v")).expectRefusal(code);
    delete(user, List.of("k")).expectRefusal(code);
    clear(user).expectRefusal(code);
    get(user, "bob").expectRefusal(code);
    get(user, "bob", List.of("k")).expectRefusal(code);
  }

  @Test
  @Proves({Contract.SET_LOCAL_USER_ATTRIBUTES, Contract.GET_USER_ATTRIBUTES})
  void theyEndWithTheLogout() {
    SdkUser alice = user("alice");
    SdkUser bob = userAt(server().address(), "bob");
    Answer.<Void>of(cb -> alice.client().subscribePeersOnlineStatus(Set.of("bob"), cb)).orFail();
    set(bob, one("k", "v")).orFail();
    assertThat(SdkUser.code(bob.client()::logout)).isZero();
    alice.await("presence {bob=2}"); // another server may know it later than bob
    get(alice, "bob").expectRefusal(6, "bob");
    assertThat(bob.login()).isZero();
    assertThat(read(alice, "bob")).isEmpty();
    get(alice, "u".repeat(65)).expectRefusal(3, "userId", "64");
  }

  @Test
  @Proves({Contract.SET_LOCAL_USER_ATTRIBUTES, Contract.GET_USER_ATTRIBUTES})
  void theyEndWhenTheServerDropsTheUserAndAreRestoredWhenItComesBack() {
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser alice = user("alice");
    SdkUser bob = userAt(proxy.address(), "bob");
    Answer.<Void>of(cb -> alice.client().subscribePeersOnlineStatus(Set.of("bob"), cb)).orFail();
    set(bob, List.of(new RtmAttribute("age", "23", RtmAttributeKind.NUMBER))).orFail();
    lose(bob, proxy);
    pass(Duration.ofSeconds(20));
    assertThat(read(alice, "bob")).containsExactly("age=23");
    pass(Duration.ofSeconds(20));
    alice.await("presence {bob=2}");
    get(alice, "bob").expectRefusal(6, "bob");
    proxy.set(FaultProxy.Mode.PASS);
    bob.await(4, "state");
    assertThat(get(bob, "bob").orFail()) // asked after the client has restored them
        .extracting(RtmAttribute::getKind)
        .containsExactly(RtmAttributeKind.NUMBER);
    assertThat(read(alice, "bob")).containsExactly("age=23");
  }
}
