package io.rtmkit.server.check;

import io.rtmkit.server.config.ServerConfig;
import java.util.List;

/**
 * Looks at one thing that a server with this configuration needs. Any thread; may block shortly.
 */
public interface Check {
  /** At least one finding; an exception is a fault of the check. */
  List<Finding> look(ServerConfig config);
}
