package io.rtmkit.server.core.attribute;

import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_FAILURE_VALUE;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.server.core.MemoryBudget;
import io.rtmkit.server.core.Revisions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one user or channel, in the order in which they were first written, and the
 * revision of the whole. A write is done completely or not at all. Not thread-safe: guarded by its
 * owner.
 */
public final class AttributeSet {
  /** What an attribute takes beside its text; counted in the memory budget, not in the limits. */
  private static final int ATTRIBUTE_OVERHEAD_BYTES = 128;

  /** What a set takes, with the channel that may be there for nothing else; counted alike. */
  private static final int SET_OVERHEAD_BYTES = 1_024;

  private final AttributeRules rules;
  private final Revisions revisions;
  private final MemoryBudget memory;

  /** Never changed, only replaced. */
  private Map<String, Attribute> byKey = Map.of();

  private long memoryBytes;
  private long revision;

  public AttributeSet(AttributeLimits limits, Revisions revisions, MemoryBudget memory) {
    this.rules = new AttributeRules(limits);
    this.revisions = revisions;
    this.memory = memory;
  }

  /** Of the last write; 0 if there was none. */
  public long revision() {
    return revision;
  }

  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** The attributes with these keys; all if there are none. Unknown keys are passed over. */
  public List<Attribute> read(List<String> keys) {
    if (keys.isEmpty()) {
      return List.copyOf(byKey.values());
    }
    Set<String> wanted = Set.copyOf(keys);
    return byKey.values().stream().filter(a -> wanted.contains(a.getKey())).toList();
  }

  /**
   * Writes.
   *
   * @param author who is named as the last to have updated an attribute; may be empty
   * @param nowMs when, in Unix time
   */
  public AttributesWritten write(AttributeWrite write, String author, long nowMs) {
    AttributesWritten problem = rules.findProblem(write);
    if (problem == null) {
      problem = findConflict(write);
    }
    if (problem != null) {
      return problem;
    }
    Map<String, Attribute> after = after(write, author, nowMs);
    int bytes = bytes(after);
    problem = rules.findSizeProblem(after.size(), bytes);
    long newMemoryBytes = memoryBytes(after.size(), bytes);
    if (problem == null && newMemoryBytes > memoryBytes && memory.isExceeded()) {
      problem =
          AttributesWritten.refused(
              ATTRIBUTE_OPERATION_ERR_FAILURE_VALUE,
              "attributes: those of all channels take as much memory as the server gives them");
    }
    if (problem != null) {
      return problem;
    }
    become(after, newMemoryBytes);
    revision = revisions.next();
    return AttributesWritten.done(revision);
  }

  /** Goes back to the state of a set that was never written. */
  public void forget() {
    become(Map.of(), 0);
    revision = 0;
  }

  private @Nullable AttributesWritten findConflict(AttributeWrite write) {
    if (!write.hasExpectedRevision() || write.getExpectedRevision() == revision) {
      return null;
    }
    return AttributesWritten.conflict(write.getExpectedRevision(), revision);
  }

  private Map<String, Attribute> after(AttributeWrite write, String author, long nowMs) {
    Map<String, Attribute> after = new LinkedHashMap<>();
    switch (write.getMode()) {
      case ATTRIBUTE_WRITE_MODE_MERGE, ATTRIBUTE_WRITE_MODE_DELETE -> after.putAll(byKey);
      default -> {} // all of the old ones go
    }
    switch (write.getMode()) {
      case ATTRIBUTE_WRITE_MODE_REPLACE, ATTRIBUTE_WRITE_MODE_MERGE -> {
        for (Attribute attribute : write.getAttributesList()) {
          after.put(attribute.getKey(), signed(attribute, author, nowMs));
        }
      }
      default -> write.getKeysList().forEach(after::remove);
    }
    return after;
  }

  /** Made anew: whatever else the client put into it must not be kept. */
  public static Attribute signed(Attribute attribute, String author, long nowMs) {
    return Attribute.newBuilder()
        .setKey(attribute.getKey())
        .setValue(attribute.getValue())
        .setKind(attribute.getKind())
        .setLastUpdateUserId(author)
        .setLastUpdateMs(nowMs)
        .build();
  }

  private static int bytes(Map<String, Attribute> attributes) {
    int bytes = 0;
    for (Attribute attribute : attributes.values()) {
      bytes += attribute.getKeyBytes().size() + attribute.getValueBytes().size();
    }
    return bytes;
  }

  private static long memoryBytes(int count, int bytes) {
    return count == 0 ? 0 : SET_OVERHEAD_BYTES + (long) count * ATTRIBUTE_OVERHEAD_BYTES + bytes;
  }

  private void become(Map<String, Attribute> attributes, long newMemoryBytes) {
    memory.take(newMemoryBytes - memoryBytes);
    memoryBytes = newMemoryBytes;
    byKey = attributes;
  }
}
