package io.rtmkit.server.core.channel;

import java.util.List;

/**
 * Who is in a channel. Immutable.
 *
 * @param userIds of the members that are listed
 * @param count of all members
 */
public record Roster(List<String> userIds, int count) {}
