package io.rtmkit.protocol;

import com.google.protobuf.Parser;
import io.rtmkit.protocol.v1.Envelope;

/**
 * In the place of rtm-protocol's class of this name: the small runtime cannot drop unknown fields.
 * A client passes nothing on, and they go with the message.
 */
final class EnvelopeParser {
  static final Parser<Envelope> INSTANCE = Envelope.parser();

  private EnvelopeParser() {}
}
