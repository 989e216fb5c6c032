package io.rtmkit.client;

/** How many members a channel has. Not thread-safe. */
public class RtmChannelMemberCount {
  private String channelID;
  private int memberCount;

  /** No channel, no members. */
  public RtmChannelMemberCount() {
    this("", 0);
  }

  /** A count of a channel. */
  public RtmChannelMemberCount(String channelID, int memberCount) {
    this.channelID = channelID;
    this.memberCount = memberCount;
  }

  /** The channel's id. */
  public String getChannelID() {
    return channelID;
  }

  /** Sets the channel's id. */
  public void setChannelID(String channelID) {
    this.channelID = channelID;
  }

  /** Number of members; 0 for a channel that does not exist. */
  public int getMemberCount() {
    return memberCount;
  }

  /** Sets the number of members. */
  public void setMemberCount(int memberCount) {
    this.memberCount = memberCount;
  }
}
