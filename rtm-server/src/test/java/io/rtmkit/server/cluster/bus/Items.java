package io.rtmkit.server.cluster.bus;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.rtmkit.server.cluster.wire.Batch;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.Probe;

/** Items that can be told apart. Stateless. */
final class Items {
  private static final int UNUSED_FIELD = 1_000;

  private Items() {}

  static Item of(long number) {
    return Item.newBuilder().setProbe(Probe.newBuilder().setNumber(number)).build();
  }

  /** One that takes about so many bytes more. */
  static Item of(long number, int bytes) {
    UnknownFieldSet.Field filling =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFrom(new byte[bytes]))
            .build();
    Probe.Builder probe =
        Probe.newBuilder()
            .setNumber(number)
            .setUnknownFields(UnknownFieldSet.newBuilder().addField(UNUSED_FIELD, filling).build());
    return Item.newBuilder().setProbe(probe).build();
  }

  static long number(Item item) {
    return item.getProbe().getNumber();
  }

  static byte[] batch(String source, long sequence, long... numbers) {
    Batch.Builder batch = Batch.newBuilder().setSource(source).setSequence(sequence);
    for (long number : numbers) {
      batch.addItems(of(number));
    }
    return batch.build().toByteArray();
  }
}
