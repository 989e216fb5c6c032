package io.rtmkit.server.core.peer;

import io.rtmkit.server.core.port.Observers;

/** What every message on its way needs. Immutable. */
record PeerContext(Observers observers, PeerRoutes routes) {}
