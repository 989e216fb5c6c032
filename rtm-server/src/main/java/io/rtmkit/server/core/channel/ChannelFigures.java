package io.rtmkit.server.core.channel;

import java.util.Collection;

/** How much there is of channels on this server; looked at when somebody asks. Thread-safe. */
public interface ChannelFigures {
  /** Channels that have members here, or something to keep. */
  int size();

  /** All channels that are here, as they come and go. */
  Collection<ChannelKey> keys();

  /** The members here of all channels together; looks at each channel. */
  long memberTotal();

  /** Memory that the events kept for returning members take. */
  long historyBytes();

  /** Memory that the attributes of all channels take; 0 where Redis has them. */
  long attributeBytes();
}
