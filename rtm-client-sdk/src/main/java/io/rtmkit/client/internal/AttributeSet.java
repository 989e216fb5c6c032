package io.rtmkit.client.internal;

import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelAttributeSet;
import io.rtmkit.protocol.v1.Attribute;
import java.util.Collections;
import java.util.List;

/** The attributes of a channel at one moment. Immutable. */
final class AttributeSet extends RtmChannelAttributeSet {
  private final String channelId;
  private final List<RtmChannelAttribute> attributes;
  private final long revision;

  AttributeSet(String channelId, List<Attribute> attributes, long revision) {
    this.channelId = channelId;
    this.attributes = Collections.unmodifiableList(AttributeRules.ofChannel(attributes));
    this.revision = revision;
  }

  @Override
  public String getChannelId() {
    return channelId;
  }

  @Override
  public List<RtmChannelAttribute> getAttributes() {
    return attributes;
  }

  @Override
  public long getRevision() {
    return revision;
  }

  @Override
  public String toString() {
    return channelId + " revision " + revision + " " + attributes;
  }
}
