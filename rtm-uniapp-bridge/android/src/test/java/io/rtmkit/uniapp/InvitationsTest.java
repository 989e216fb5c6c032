package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RemoteInvitation;
import org.junit.jupiter.api.Test;

/** {@link Invitations}: which of several is meant, and that it does not grow for ever. */
final class InvitationsTest {
  private final Invitations invitations = new Invitations();

  @Test
  void the_newest_that_waits_is_meant_before_any_other() {
    Received ended = add("alice", "", 5);
    Received older = add("alice", "one", 1);
    Received newer = add("alice", "two", 1);
    assertThat(invitations.findReceived("alice", "")).isSameAs(newer);
    assertThat(invitations.findReceived("alice", "one")).isSameAs(older);
    newer.state = 2;
    assertThat(invitations.findReceived("alice", "")).isSameAs(older);
    older.state = 4;
    assertThat(invitations.findReceived("alice", "")).isSameAs(newer);
    assertThat(invitations.findReceived("alice", "three")).isNull();
    assertThat(invitations.findReceived("bob", "")).isNull();
    assertThat(ended.getState()).isEqualTo(5);
  }

  @Test
  void ended_ones_are_forgotten_and_open_ones_never() {
    Received open = add("first", "", 1);
    Received over = add("second", "", 5);
    for (int i = 0; i < 1000; i++) {
      add("caller" + i, "", 6);
    }
    assertThat(invitations.findReceived("first", "")).isSameAs(open);
    assertThat(invitations.findReceived("second", "")).isNull();
    assertThat(over.getCallerId()).isEqualTo("second");
  }

  private Received add(String callerId, String channelId, int state) {
    Received invitation = new Received(callerId, channelId, state);
    invitations.addReceived(invitation);
    return invitation;
  }

  /** An invitation whose state the test chooses. */
  private static final class Received implements RemoteInvitation {
    private final String callerId;
    private final String channelId;
    private int state;

    Received(String callerId, String channelId, int state) {
      this.callerId = callerId;
      this.channelId = channelId;
      this.state = state;
    }

    @Override
    public String getCallerId() {
      return callerId;
    }

    @Override
    public String getContent() {
      return "";
    }

    @Override
    public String getChannelId() {
      return channelId;
    }

    @Override
    public void setResponse(String response) {}

    @Override
    public String getResponse() {
      return "";
    }

    @Override
    public int getState() {
      return state;
    }
  }
}
