package io.rtmkit.server.core.session;

import io.rtmkit.server.core.lane.Link;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session was when it moved to a new connection. Immutable. */
record Attached(Set<String> channels, @Nullable Link replacedLink) {}
