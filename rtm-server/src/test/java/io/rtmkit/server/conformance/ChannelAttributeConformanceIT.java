package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.ChannelAttributeOptions;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelAttributeSet;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.SdkUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attributes of channels. */
class ChannelAttributeConformanceIT extends ConformanceCase {
  private static final String ROOM = "room";
  private static final ChannelAttributeOptions NOTIFY = new ChannelAttributeOptions(true);

  private static Answer<Void> set(
      SdkUser user, List<RtmChannelAttribute> attributes, ChannelAttributeOptions options) {
    return Answer.of(cb -> user.client().setChannelAttributes(ROOM, attributes, options, cb));
  }

  private static Answer<Void> add(
      SdkUser user, List<RtmChannelAttribute> attributes, ChannelAttributeOptions options) {
    return Answer.of(
        cb -> user.client().addOrUpdateChannelAttributes(ROOM, attributes, options, cb));
  }

  private static Answer<Void> delete(
      SdkUser user, List<String> keys, ChannelAttributeOptions options) {
    return Answer.of(cb -> user.client().deleteChannelAttributesByKeys(ROOM, keys, options, cb));
  }

  private static Answer<Void> clear(SdkUser user, ChannelAttributeOptions options) {
    return Answer.of(cb -> user.client().clearChannelAttributes(ROOM, options, cb));
  }

  private static Answer<List<RtmChannelAttribute>> get(SdkUser user, String channelId) {
    return Answer.of(cb -> user.client().getChannelAttributes(channelId, cb));
  }

  private static Answer<List<RtmChannelAttribute>> get(SdkUser user, List<String> keys) {
    return Answer.of(cb -> user.client().getChannelAttributesByKeys(ROOM, keys, cb));
  }

  private static RtmChannelAttributeSet getSet(SdkUser user) {
    return Answer.<RtmChannelAttributeSet>of(cb -> user.client().getChannelAttributeSet(ROOM, cb))
        .orFail();
  }

  private static List<String> read(SdkUser user) {
    return texts(get(user, ROOM).orFail());
  }

  private static List<String> texts(List<RtmChannelAttribute> attributes) {
    return attributes.stream().map(RtmChannelAttribute::toString).toList();
  }

  private static List<RtmChannelAttribute> one(String key, String value) {
    return List.of(new RtmChannelAttribute(key, value));
  }

  @Test
  @Proves({
    Contract.SET_CHANNEL_ATTRIBUTES,
    Contract.ADD_OR_UPDATE_CHANNEL_ATTRIBUTES,
    Contract.DELETE_CHANNEL_ATTRIBUTES_BY_KEYS,
    Contract.CLEAR_CHANNEL_ATTRIBUTES,
    Contract.GET_CHANNEL_ATTRIBUTES
  })
  void anybodyWritesAndReadsThemWithoutJoining() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    assertThat(read(bob)).isEmpty();
    set(alice, List.of(new RtmChannelAttribute("a", "1"), new RtmChannelAttribute("b", "2")), null)
        .orFail();
    add(bob, List.of(new RtmChannelAttribute("b", "3"), new RtmChannelAttribute("c", "4")), null)
        .orFail();
    assertThat(read(alice)).containsExactlyInAnyOrder("a=1", "b=3", "c=4");
    delete(alice, List.of("a", "unknown"), null).orFail();
    assertThat(read(bob)).containsExactlyInAnyOrder("b=3", "c=4");
    set(bob, one("only", "this"), null).orFail();
    assertThat(read(alice)).containsExactly("only=this");
    clear(alice, null).orFail();
    assertThat(read(alice)).isEmpty();
    alice.client().setChannelAttributes(ROOM, one("k", "v"), null, null);
    assertThat(read(alice)).containsExactly("k=v");
  }

  @Test
  @Proves({Contract.GET_CHANNEL_ATTRIBUTES_BY_KEYS, Contract.GET_CHANNEL_ATTRIBUTES})
  void eachCarriesWhoWroteItAndWhen() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    long first = clock.currentTimeMillis();
    set(alice, List.of(new RtmChannelAttribute("a", "1"), new RtmChannelAttribute("b", "2")), null)
        .orFail();
    pass(Duration.ofSeconds(1));
    add(bob, one("b", "3"), null).orFail();
    RtmChannelAttribute a = get(alice, List.of("a", "unknown")).orFail().get(0);
    RtmChannelAttribute b = get(alice, List.of("b")).orFail().get(0);
    assertThat(a.getLastUpdateUserId()).isEqualTo("alice");
    assertThat(a.getLastUpdateTs()).isEqualTo(first);
    assertThat(b.getLastUpdateUserId()).isEqualTo("bob");
    assertThat(b.getLastUpdateTs()).isEqualTo(first + 1_000);
    get(alice, List.of()).expectRefusal(3, "attributeKeys", "empty");
  }

  @Test
  @Proves(Contract.ON_ATTRIBUTES_UPDATED)
  void membersAreToldTheCompleteListOnlyIfTheWriterWantsIt() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    alice.join(ROOM);
    set(bob, one("a", "1"), null).orFail();
    set(bob, one("a", "2"), new ChannelAttributeOptions(false)).orFail();
    add(bob, one("b", "3"), NOTIFY).orFail();
    alice.await("attributes [a=2, b=3]");
    delete(bob, List.of("a"), NOTIFY).orFail();
    alice.await("attributes [b=3]");
    set(alice, one("c", "4"), NOTIFY).orFail(); // the writer is told too
    alice.await("attributes [c=4]");
    clear(bob, NOTIFY).orFail();
    alice.await("attributes []");
    alice.await(4, "attributesOf");
    assertThat(alice.events("attributes")).hasSize(4);
    assertThat(alice.events("attributesOf"))
        .hasSize(4)
        .endsWith("attributesOf room " + getSet(alice).getRevision());
    assertThat(bob.events("attributes")).isEmpty(); // no member
  }

  @Test
  @Proves(Contract.ON_ATTRIBUTES_UPDATED)
  void whoMissedANoticeIsToldThePresentStateAfterReconnecting() {
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser alice = userAt(proxy.address(), "alice");
    SdkUser carol = userAt(server().address(), "carol"); // at the server of alice
    SdkUser bob = user("bob");
    alice.join(ROOM);
    carol.join(ROOM);
    set(bob, one("k", "1"), NOTIFY).orFail();
    alice.await("attributes [k=1]");
    lose(alice, proxy);
    set(bob, one("k", "2"), NOTIFY).orFail();
    set(bob, one("k", "3"), NOTIFY).orFail();
    carol.await("attributes [k=3]");
    proxy.set(FaultProxy.Mode.PASS);
    alice.await("attributes [k=3]");
    assertThat(alice.events("attributes")).hasSize(2);
  }

  @Test
  @Proves({
    Contract.SET_CHANNEL_ATTRIBUTES,
    Contract.ADD_OR_UPDATE_CHANNEL_ATTRIBUTES,
    Contract.DELETE_CHANNEL_ATTRIBUTES_BY_KEYS
  })
  void limitsOfCountAndSizeHold() {
    SdkUser alice = user("alice");
    List<RtmChannelAttribute> many = new ArrayList<>();
    for (int i = 0; i < 33; i++) {
      many.add(new RtmChannelAttribute("k" + i, "v"));
    }
    set(alice, many, null).expectRefusal(4, "attributes", "33", "32");
    set(alice, many.subList(0, 32), null).orFail();
    add(alice, many.subList(32, 33), null).expectRefusal(4, "attributes", "33", "32");
    set(alice, one("k".repeat(33), "v"), null).expectRefusal(4, "key", "33", "32");
    set(alice, one("k", "v".repeat(8 * 1024 + 1)), null).expectRefusal(4, "value", "8193");
    List<RtmChannelAttribute> largest = new ArrayList<>();
    for (String key : List.of("a", "b", "c", "d")) {
      largest.add(new RtmChannelAttribute(key, "v".repeat(8 * 1024 - 1)));
    }
    set(alice, largest, null).orFail();
    add(alice, one("e", "v"), null).expectRefusal(4, "attributes", "32770", "32768");
    set(alice, one("k", ""), null).expectRefusal(3, "value", "empty");
    add(alice, List.of(), null).expectRefusal(3, "attributes", "empty");
    delete(alice, List.of(), null).expectRefusal(3, "attributeKeys", "empty");
    Answer.<Void>of(cb -> alice.client().setChannelAttributes("a*b", one("k", "v"), null, cb))
        .expectRefusal(3, "channelId", "*");
    get(alice, "a*b").expectRefusal(3, "channelId", "*");
  }

  @Test
  @Proves({
    Contract.SET_CHANNEL_ATTRIBUTES,
    Contract.ADD_OR_UPDATE_CHANNEL_ATTRIBUTES,
    Contract.DELETE_CHANNEL_ATTRIBUTES_BY_KEYS,
    Contract.CLEAR_CHANNEL_ATTRIBUTES,
    Contract.GET_CHANNEL_ATTRIBUTES,
    Contract.GET_CHANNEL_ATTRIBUTES_BY_KEYS
  })
  void tenWritesAndTenReadsInFiveSecondsAndNoneWithoutLogin() {
    SdkUser alice = stranger("alice");
    expectAll(alice, 102);
    assertThat(alice.login()).isZero();
    for (int i = 0; i < 5; i++) {
      set(alice, one("k", "v"), null).orFail();
      delete(alice, List.of("k"), null).orFail();
      get(alice, ROOM).orFail();
      get(alice, List.of("k")).orFail();
    }
    expectAll(alice, 5, "too often", "10/5s");
    alice.close();
    expectAll(alice, 101);
  }

  private static void expectAll(SdkUser user, int code, String... said) {
    set(user, one("k", "v"), null).expectRefusal(code, said);
    add(user, one("k", "v"), null).expectRefusal(code, said);
    delete(user, List.of("k"), null).expectRefusal(code, said);
    clear(user, null).expectRefusal(code, said);
    get(user, ROOM).expectRefusal(code, said);
    get(user, List.of("k")).expectRefusal(code, said);
  }

  @Test
  @Proves({Contract.SET_CHANNEL_ATTRIBUTES, Contract.GET_CHANNEL_ATTRIBUTES})
  void theyEndTwoMinutesAfterTheChannelIsEmpty() {
    SdkUser alice = user("alice");
    RtmChannel room = alice.join(ROOM);
    set(alice, one("k", "v"), null).orFail();
    pass(Duration.ofMinutes(5));
    assertThat(read(alice)).containsExactly("k=v");
    Answer.<Void>of(room::leave).orFail();
    pass(Duration.ofSeconds(119));
    assertThat(read(alice)).containsExactly("k=v");
    pass(Duration.ofSeconds(1));
    assertThat(read(alice)).isEmpty();
    assertThat(getSet(alice).getRevision()).isZero();
  }

  @Test
  @Proves(Contract.REVISIONS)
  void aWriteIsDoneOnlyAtTheRevisionThatItExpects() {
    SdkUser alice = user("alice");
    alice.join(ROOM);
    ChannelAttributeOptions options = new ChannelAttributeOptions();
    options.setExpectedRevision(0);
    set(alice, one("k", "1"), options).orFail();
    RtmChannelAttributeSet first = getSet(alice);
    assertThat(first.getChannelId()).isEqualTo(ROOM);
    add(alice, one("k", "2"), options)
        .expectRefusal(201, "expectedRevision", "" + first.getRevision());
    options.setExpectedRevision(first.getRevision());
    add(alice, one("k", "2"), options).orFail();
    RtmChannelAttributeSet second = getSet(alice);
    assertThat(second.getRevision()).isGreaterThan(first.getRevision());
    delete(alice, List.of("k"), options).expectRefusal(201, "expectedRevision");
    clear(alice, options).expectRefusal(201, "expectedRevision");
    assertThat(texts(second.getAttributes())).containsExactly("k=2");
    options.setExpectedRevision(ChannelAttributeOptions.ANY_REVISION);
    clear(alice, options).orFail();
    assertThat(getSet(alice).getRevision()).isGreaterThan(second.getRevision());
  }
}
