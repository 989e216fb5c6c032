package io.rtmkit.loadtest.wire;

import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.ChannelLocksPush;
import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.JoinReply;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.Push;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The channels of one client, and what it has of each. Called on the client's event loop. */
final class Memberships {
  private static final class Place {
    private final ChannelPosition.Builder position = ChannelPosition.newBuilder();
    private long toAcknowledge;
  }

  private final Map<String, Place> places = new LinkedHashMap<>();

  void joined(String channelId, JoinReply reply) {
    Place place = new Place();
    place
        .position
        .setChannelId(channelId)
        .setEpoch(reply.getEpoch())
        .setOffset(reply.getOffset())
        .setAttributesRevision(reply.getAttributesRevision())
        .setLocksRevision(reply.getLocksRevision())
        .setStoredId(reply.getStoredId());
    places.put(channelId, place);
  }

  void published(String channelId, long offset) {
    Place place = places.get(channelId);
    if (place != null) {
      place.position.setOffset(Math.max(place.position.getOffset(), offset));
    }
  }

  void onPush(Push push) {
    switch (push.getBodyCase()) {
      case PUBLICATION -> onPublication(push.getPublication());
      case CHANNEL_ATTRIBUTES -> {
        ChannelAttributesPush told = push.getChannelAttributes();
        Place place = places.get(told.getChannelId());
        if (place != null) {
          place.position.setAttributesRevision(told.getRevision());
        }
      }
      case CHANNEL_LOCKS -> {
        ChannelLocksPush told = push.getChannelLocks();
        Place place = places.get(told.getChannelId());
        if (place != null) {
          place.position.setLocksRevision(told.getRevision());
        }
      }
      default -> {}
    }
  }

  private void onPublication(Publication publication) {
    Place place = places.get(publication.getChannelId());
    if (place == null) {
      return;
    }
    place.position.setOffset(Math.max(place.position.getOffset(), publication.getOffset()));
    if (publication.hasMessage()) {
      ChannelMessage message = publication.getMessage();
      place.position.setStoredId(Math.max(place.position.getStoredId(), message.getStoredId()));
      if (message.getAcknowledge()) {
        place.toAcknowledge = publication.getOffset();
      }
    }
  }

  /** Puts in what is to be acknowledged; whether there is anything. */
  boolean acknowledge(Ack.Builder ack) {
    boolean any = false;
    for (Place place : places.values()) {
      if (place.toAcknowledge > 0) {
        ack.addChannels(
            ChannelAck.newBuilder()
                .setChannelId(place.position.getChannelId())
                .setOffset(place.toAcknowledge));
        place.toAcknowledge = 0;
        any = true;
      }
    }
    return any;
  }

  List<ChannelPosition> positions() {
    List<ChannelPosition> positions = new ArrayList<>();
    places.values().forEach(place -> positions.add(place.position.build()));
    return positions;
  }
}
