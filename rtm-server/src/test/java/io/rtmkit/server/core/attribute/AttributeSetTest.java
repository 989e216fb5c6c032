package io.rtmkit.server.core.attribute;

import static io.rtmkit.protocol.v1.AttributeKind.ATTRIBUTE_KIND_BOOLEAN;
import static io.rtmkit.protocol.v1.AttributeKind.ATTRIBUTE_KIND_NUMBER;
import static io.rtmkit.protocol.v1.AttributeKind.ATTRIBUTE_KIND_STRING;
import static io.rtmkit.protocol.v1.AttributeWriteMode.ATTRIBUTE_WRITE_MODE_CLEAR;
import static io.rtmkit.protocol.v1.AttributeWriteMode.ATTRIBUTE_WRITE_MODE_DELETE;
import static io.rtmkit.protocol.v1.AttributeWriteMode.ATTRIBUTE_WRITE_MODE_MERGE;
import static io.rtmkit.protocol.v1.AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeKind;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributeWriteMode;
import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.MemoryBudget;
import io.rtmkit.server.core.Revisions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A set of attributes: every rule at its edge, and that a refused write changes nothing. */
class AttributeSetTest {
  private static final int INVALID = 3;
  private static final int OVERFLOW = 4;
  private static final int CONFLICT = 201;

  private final ManualClock clock = new ManualClock();
  private final Revisions revisions = new Revisions(clock);
  private final MemoryBudget memory = new MemoryBudget(10_000);
  private final AttributeSet set =
      new AttributeSet(new AttributeLimits(3, 4, 6, 16), revisions, memory);

  private static AttributeWrite.Builder write(AttributeWriteMode mode, String... keysAndValues) {
    AttributeWrite.Builder write = AttributeWrite.newBuilder().setMode(mode);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      write.addAttributes(
          Attribute.newBuilder().setKey(keysAndValues[i]).setValue(keysAndValues[i + 1]));
    }
    return write;
  }

  private static AttributeWrite.Builder replace(String... keysAndValues) {
    return write(ATTRIBUTE_WRITE_MODE_REPLACE, keysAndValues);
  }

  private static AttributeWrite.Builder merge(String... keysAndValues) {
    return write(ATTRIBUTE_WRITE_MODE_MERGE, keysAndValues);
  }

  private static AttributeWrite.Builder delete(String... keys) {
    return AttributeWrite.newBuilder()
        .setMode(ATTRIBUTE_WRITE_MODE_DELETE)
        .addAllKeys(List.of(keys));
  }

  private static AttributeWrite.Builder clear() {
    return AttributeWrite.newBuilder().setMode(ATTRIBUTE_WRITE_MODE_CLEAR);
  }

  private static AttributeWrite.Builder ofKind(AttributeKind kind, String value) {
    return AttributeWrite.newBuilder()
        .addAttributes(Attribute.newBuilder().setKey("k").setValue(value).setKind(kind));
  }

  private AttributesWritten write(AttributeWrite.Builder write) {
    return set.write(write.build(), "", 0);
  }

  private List<String> content() {
    return set.read(List.of()).stream().map(a -> a.getKey() + "=" + a.getValue()).toList();
  }

  private void isDone(AttributeWrite.Builder write) {
    AttributesWritten written = write(write);
    assertThat(written.code()).as(written.reason()).isZero();
    assertThat(written.reason()).isEmpty();
    assertThat(written.revision()).isEqualTo(set.revision());
  }

  private void isRefused(AttributeWrite.Builder write, int code, String... inReason) {
    List<String> before = content();
    long revision = set.revision();
    long used = memory.used();
    AttributesWritten written = write(write);
    assertThat(written.code()).as(written.reason()).isEqualTo(code);
    assertThat(written.reason()).contains(inReason);
    assertThat(content()).isEqualTo(before);
    assertThat(set.revision()).isEqualTo(revision);
    assertThat(memory.used()).isEqualTo(used);
  }

  @Test
  void theFourModes() {
    isDone(replace("a", "1", "b", "2"));
    assertThat(content()).containsExactly("a=1", "b=2");
    isDone(merge("c", "3", "a", "9"));
    assertThat(content()).containsExactly("a=9", "b=2", "c=3");
    isDone(delete("b", "zz"));
    assertThat(content()).containsExactly("a=9", "c=3");
    isDone(replace("d", "4"));
    assertThat(content()).containsExactly("d=4");
    isDone(clear());
    assertThat(content()).isEmpty();
    isDone(replace("a", "1"));
    isDone(replace());
    assertThat(set.isEmpty()).isTrue();
  }

  @Test
  void theLastOfEqualKeysWins() {
    isDone(replace("a", "1", "b", "2", "a", "3", "a", "4"));
    assertThat(content()).containsExactly("a=4", "b=2");
  }

  @Test
  void whatIsMissingOrEmptyIsInvalid() {
    isDone(replace("a", "1"));
    isRefused(replace("", "1"), INVALID, "attributes[0].key", "empty");
    isRefused(merge("b", "2", "c", ""), INVALID, "attributes[1].value", "empty");
    isRefused(merge(), INVALID, "attributes");
    isRefused(delete(), INVALID, "keys");
    isRefused(delete(""), INVALID, "keys[0]");
    isRefused(AttributeWrite.newBuilder().setModeValue(9), INVALID, "mode");
    isRefused(
        AttributeWrite.newBuilder()
            .addAttributes(Attribute.newBuilder().setKey("k").setValue("v").setKindValue(9)),
        INVALID,
        "attributes[0].kind");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n", "\u0000", "a\u200b", "\u2028", "\u00a0", " ", "   ", "\u00ad"})
  void aKeyWithWhatCannotBeSeenIsInvalid(String key) {
    isRefused(replace(key, "1"), INVALID, "attributes[0].key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "名", "é", "\ud83d\ude00", "~!"})
  void aKeyThatCanBeSeenIsGood(String key) {
    isDone(replace(key, "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "12", "-1.5", "1e5", "1E+5", "0.5e-3"})
  void aNumberIsAsInJson(String value) {
    isDone(ofKind(ATTRIBUTE_KIND_NUMBER, value));
    assertThat(set.read(List.of()).get(0).getKind()).isEqualTo(ATTRIBUTE_KIND_NUMBER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "+1", ".5", "1.", "1e", "NaN", "0x1", " 1", "1\n", "-", "true"})
  void whatJsonCallsNoNumberIsInvalid(String value) {
    isRefused(ofKind(ATTRIBUTE_KIND_NUMBER, value), INVALID, "attributes[0].value", "number");
  }

  @Test
  void aBooleanIsTrueOrFalse() {
    isDone(ofKind(ATTRIBUTE_KIND_BOOLEAN, "true"));
    isDone(ofKind(ATTRIBUTE_KIND_BOOLEAN, "false"));
    isRefused(ofKind(ATTRIBUTE_KIND_BOOLEAN, "True"), INVALID, "attributes[0].value");
    isRefused(ofKind(ATTRIBUTE_KIND_BOOLEAN, "1"), INVALID, "attributes[0].value");
    isDone(ofKind(ATTRIBUTE_KIND_STRING, "True"));
  }

  @Test
  void keysAndValuesAreCountedInBytes() {
    isDone(replace("1234", "v"));
    isRefused(replace("12345", "v"), OVERFLOW, "attributes[0].key", "5", "4");
    isDone(replace("éé", "v"));
    isRefused(replace("ééa", "v"), OVERFLOW, "attributes[0].key", "5", "4");
    isDone(replace("k", "123456"));
    isRefused(replace("k", "1234567"), OVERFLOW, "attributes[0].value", "7", "6");
    isDone(replace("k", "ééé"));
    isRefused(replace("k", "éééa"), OVERFLOW, "attributes[0].value", "7", "6");
  }

  @Test
  void theCountIsThatOfTheSetAfterTheWrite() {
    isDone(replace("a", "1", "b", "1", "c", "1"));
    isRefused(merge("d", "1"), OVERFLOW, "attributes", "4", "3");
    isRefused(replace("a", "1", "b", "1", "c", "1", "d", "1"), OVERFLOW, "attributes", "4", "3");
    isDone(merge("c", "2"));
    isDone(delete("a"));
    isDone(merge("d", "1"));
  }

  @Test
  void theTotalIsThatOfTheSetAfterTheWrite() {
    isDone(replace("aa", "123456", "bb", "123456"));
    isRefused(merge("bbb", "1"), OVERFLOW, "attributes", "20", "16");
    isRefused(replace("aaa", "123456", "bb", "123456"), OVERFLOW, "attributes", "17", "16");
    isDone(merge("bb", "12345"));
    isRefused(merge("c", "1"), OVERFLOW, "attributes", "17", "16");
    isDone(merge("bb", "1234"));
    isDone(merge("c", "1"));
  }

  @Test
  void revisionsRiseWithEveryWriteAlsoAfterAClearingAndARestart() {
    assertThat(set.revision()).isZero();
    long last = 0;
    for (AttributeWrite.Builder write :
        List.of(merge("a", "1"), merge("a", "1"), delete("zz"), clear(), replace())) {
      long revision = write(write).revision();
      assertThat(revision).isGreaterThan(last);
      last = revision;
    }
    set.forget();
    assertThat(set.revision()).isZero();
    assertThat(write(merge("a", "1")).revision()).isGreaterThan(last);
    last = set.revision();
    clock.advance(Duration.ofMillis(1));
    assertThat(new Revisions(clock).next()).isGreaterThan(last);
  }

  @Test
  void aWriteCanExpectARevision() {
    isDone(merge("a", "1").setExpectedRevision(0));
    long first = set.revision();
    isRefused(merge("a", "2").setExpectedRevision(0), CONFLICT, "is 0", "" + first);
    isDone(merge("a", "2").setExpectedRevision(first));
    isRefused(clear().setExpectedRevision(first), CONFLICT, "" + first, "" + set.revision());
    isDone(clear());
  }

  @Test
  void whatIsWrongInItselfIsNoConflict() {
    isRefused(merge("", "1").setExpectedRevision(7), INVALID, "empty");
    isRefused(merge("a", "1").setExpectedRevision(-1), CONFLICT, "18446744073709551615");
  }

  @Test
  void theServerSaysWhoWroteWhatAndWhen() {
    Attribute lie =
        Attribute.newBuilder()
            .setKey("a")
            .setValue("1")
            .setLastUpdateUserId("mallory")
            .setLastUpdateMs(1)
            .build();
    set.write(AttributeWrite.newBuilder().addAttributes(lie).build(), "alice", 42);
    set.write(merge("b", "2").build(), "bob", 43);
    List<Attribute> all = set.read(List.of());
    assertThat(all).extracting(Attribute::getLastUpdateUserId).containsExactly("alice", "bob");
    assertThat(all).extracting(Attribute::getLastUpdateMs).containsExactly(42L, 43L);
    set.write(AttributeWrite.newBuilder().addAttributes(lie).build(), "", 0);
    assertThat(set.read(List.of()).get(0).getLastUpdateUserId()).isEmpty();
    assertThat(set.read(List.of()).get(0).getLastUpdateMs()).isZero();
  }

  @Test
  void readsByKeysInTheOrderOfTheSet() {
    isDone(replace("c", "3", "a", "1", "b", "2"));
    assertThat(set.read(List.of("b", "c", "zz", "b")))
        .extracting(Attribute::getKey)
        .containsExactly("c", "b");
    assertThat(set.read(List.of("zz"))).isEmpty();
  }

  @Test
  void nothingGrowsWhileTheMemoryOfAllIsUsedUp() {
    isDone(replace("a", "1", "b", "1"));
    memory.take(10_000);
    isRefused(merge("c", "1"), 2, "attributes", "memory");
    isRefused(merge("a", "12"), 2, "attributes", "memory");
    isDone(merge("a", "2"));
    isDone(delete("b"));
    memory.giveBack(10_000);
    isDone(merge("c", "1"));
    set.forget();
    assertThat(memory.used()).isZero();
  }
}
