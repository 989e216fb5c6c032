package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.session.UserKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of invitations, out of which the caller and the number are read again. */
class InvitationNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"alice", "a:b", ":", "%3a", "{a}%", "1:2:3", "a b!~"})
  void aNameSaysWhoseInvitationItIs(String callerId) {
    UserKey caller = new UserKey("app", callerId);
    for (long number : new long[] {0, 7, Long.MAX_VALUE, -1}) {
      String name = InvitationNames.of(caller, number);
      assertThat(InvitationNames.caller("app", name)).isEqualTo(caller);
      assertThat(InvitationNames.number(name)).isEqualTo(number);
    }
  }

  @Test
  void differentInvitationsHaveDifferentNames() {
    assertThat(InvitationNames.of(new UserKey("app", "a"), 11)).isEqualTo("a:11");
    assertThat(InvitationNames.of(new UserKey("app", "a:1"), 1)).isEqualTo("a%3a1:1");
    assertThat(InvitationNames.of(new UserKey("app", "a"), -1)).isEqualTo("a:18446744073709551615");
  }
}
