package io.rtmkit.server.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.Content;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How much of what was missed a member gets ahead of the stream. */
class MissedTest {
  private static final Conversation NEWS = Conversation.of("app", "news");

  private static Missed missed(boolean idsRise, long... ids) {
    Content content = Content.newBuilder().setPayload(ByteString.copyFromUtf8("m")).build();
    List<LogPage.Entry> entries =
        LongStream.of(ids)
            .mapToObj(
                id ->
                    new LogPage.Entry(
                        new LogPlace(id, NEWS), new StoredMessage("alice", id, content, 0)))
            .toList();
    return new Missed(entries, 0, true, false, idsRise);
  }

  private static List<Long> within(Missed missed, MissedBound bound) {
    return missed.within(bound).stream().map(LogPage.Entry::id).toList();
  }

  private static List<Long> upTo(Missed missed, long id) {
    return within(missed, MissedBound.upTo(id));
  }

  private static List<Long> before(Missed missed, long id) {
    return within(missed, MissedBound.before(id));
  }

  @Test
  void whereIdsRiseTheyDecide() {
    Missed missed = missed(true, 3, 5, 8);
    assertThat(upTo(missed, 2)).isEmpty();
    assertThat(upTo(missed, 5)).containsExactly(3L, 5L);
    assertThat(upTo(missed, 6)).containsExactly(3L, 5L);
    assertThat(upTo(missed, 9)).containsExactly(3L, 5L, 8L);
    assertThat(before(missed, 5)).containsExactly(3L);
    assertThat(within(missed, MissedBound.NOTHING)).isEmpty();
  }

  @Test
  void whereTheyDoNotTheOrderOfPublicationDoes() {
    Missed missed = missed(false, 5, 3, 20, 8);
    assertThat(upTo(missed, 3)).containsExactly(5L, 3L);
    assertThat(before(missed, 20)).as("that one is sent otherwise").containsExactly(5L, 3L);
    assertThat(before(missed, 5)).isEmpty();
    assertThat(within(missed, MissedBound.NOTHING)).isEmpty();
    assertThat(upTo(missed, 8)).containsExactly(5L, 3L, 20L, 8L);
  }

  @Test
  void whereNeitherIsThereIdsAreAllThatIsKnown() {
    Missed missed = missed(false, 5, 3);
    assertThat(upTo(missed, 100)).as("of a channel that began anew").containsExactly(5L, 3L);
    assertThat(upTo(missed, 1)).isEmpty();
  }
}
