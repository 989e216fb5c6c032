package io.rtmkit.server.cluster.script;

import java.util.List;

/**
 * Members of a channel. Immutable.
 *
 * @param userIds in the order in which they joined; any of them if there are more than were wanted
 * @param count how many there are
 */
public record Members(List<String> userIds, int count) {}
