package io.rtmkit.protocol;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Parser;
import io.rtmkit.protocol.v1.Envelope;

/**
 * How envelopes are parsed: unknown fields are dropped, they would be passed on past every limit.
 * Apart from {@link Frames} because the uni-app plugin, on protobuf's small runtime, has another.
 */
final class EnvelopeParser {
  static final Parser<Envelope> INSTANCE = DiscardUnknownFieldsParser.wrap(Envelope.parser());

  private EnvelopeParser() {}
}
