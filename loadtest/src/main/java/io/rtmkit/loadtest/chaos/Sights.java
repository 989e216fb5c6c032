package io.rtmkit.loadtest.chaos;

import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmChannelMemberCount;
import io.rtmkit.loadtest.check.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How everything is written down that all must see alike. Stateless. */
final class Sights {
  private Sights() {}

  /** Rosters and numbers of members, as they were answered; nobody, if they were not. */
  static List<Observation> channels(
      Map<String, PendingCall<List<RtmChannelMember>>> rosters,
      PendingCall<List<RtmChannelMemberCount>> counts) {
    List<Observation> seen = new ArrayList<>();
    rosters.forEach(
        (channel, pending) -> {
          List<RtmChannelMember> members = pending.result();
          seen.add(roster(channel, names(members == null ? List.of() : members)));
        });
    List<RtmChannelMemberCount> told = counts.result();
    for (RtmChannelMemberCount each : told == null ? List.<RtmChannelMemberCount>of() : told) {
      seen.add(count(each.getChannelID(), each.getMemberCount()));
    }
    return seen;
  }

  /** A channel's roster. */
  static Observation roster(String channel, List<String> members) {
    return new Observation("roster", channel, members.stream().sorted().toList().toString());
  }

  /** A channel's number of members. */
  static Observation count(String channel, int members) {
    return new Observation("count", channel, Integer.toString(members));
  }

  /** Whether a user is online, as the server answers it. */
  static Observation asked(String user, boolean online) {
    return new Observation("presence asked", user, Boolean.toString(online));
  }

  /** What was told last of a user's presence, numbered as in the SDK. */
  static Observation told(String user, int state) {
    return new Observation("presence told", user, Integer.toString(state));
  }

  private static List<String> names(List<RtmChannelMember> members) {
    return members.stream().map(RtmChannelMember::getUserId).toList();
  }
}
