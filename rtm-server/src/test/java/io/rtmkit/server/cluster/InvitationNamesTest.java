package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.invitation.InvitationId;
import io.rtmkit.server.core.session.UserKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of invitations, out of which their ids are read again. */
class InvitationNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"alice", "a:b", ":", "%3a", "{a}%", "1:2:3", "a b!~"})
  void aNameSaysWhoseInvitationItIs(String callerId) {
    for (long number : new long[] {0, 7, Long.MAX_VALUE, -1}) {
      InvitationId id = id(callerId, number);
      assertThat(InvitationNames.parse("app", InvitationNames.of(id))).isEqualTo(id);
    }
  }

  @Test
  void differentInvitationsHaveDifferentNames() {
    assertThat(InvitationNames.of(id("a", 11))).isEqualTo("a:11");
    assertThat(InvitationNames.of(id("a:1", 1))).isEqualTo("a%3a1:1");
    assertThat(InvitationNames.of(id("a", -1))).isEqualTo("a:18446744073709551615");
  }

  private static InvitationId id(String callerId, long number) {
    return new InvitationId(new UserKey("app", callerId), number);
  }
}
