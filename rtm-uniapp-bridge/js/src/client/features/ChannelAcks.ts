import type { ChannelAck } from '../../generated/protocol';
import { max, ZERO, type U64 } from '../wire/U64';

/** The channel messages whose senders want receipts, until one ack goes out for all. */
export class ChannelAcks {
  private readonly due = new Map<string, U64>();

  /** A message arrived, for the first time or again. */
  add(channelId: string, offset: U64): void {
    this.due.set(channelId, max(offset, this.due.get(channelId) || ZERO));
  }

  /** Everything that arrived since the last time. */
  take(): ChannelAck[] {
    const acks: ChannelAck[] = [];
    this.due.forEach((offset, channelId) => acks.push({ channelId, offset }));
    this.due.clear();
    return acks;
  }

  /** The connection that brought them is gone: they come again. */
  clear(): void {
    this.due.clear();
  }
}
