import type { Attributes } from '../../api';
import { AttributeWriteMode, type Attribute, type AttributeWrite } from '../../generated/protocol';
import type { Draft } from '../wire/messages';
import { byteLength } from '../wire/utf8';
import type { U64 } from '../wire/U64';
import { checkKeys, refuseIf, refuseTooLargeIf, toWire } from './attributeRules';

/** A change of attributes, copied and checked when the application asked for it. */
export class AttributeChange {
  private constructor(
    private readonly mode: AttributeWriteMode,
    private readonly attributes: Attribute[],
    private readonly keys: string[],
  ) {}

  /** The attributes become the whole set; none is a clearing. */
  static replace(attributes: Attributes): AttributeChange {
    const mode = AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE;
    return new AttributeChange(mode, toWire(attributes), []);
  }

  /** The attributes are added, or get new values; at least one. */
  static merge(attributes: Attributes): AttributeChange {
    const wire = toWire(attributes);
    refuseIf(wire.length === 0 ? 'attributes: is empty' : undefined);
    return new AttributeChange(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_MERGE, wire, []);
  }

  /** The attributes of these keys go; at least one. */
  static delete(keys: string[]): AttributeChange {
    const once = keys.filter((key, i) => keys.indexOf(key) === i);
    checkKeys(once);
    return new AttributeChange(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_DELETE, [], once);
  }

  /** All attributes go. */
  static clear(): AttributeChange {
    return new AttributeChange(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_CLEAR, [], []);
  }

  /** Throws a Refusal if keys and values are too large together. */
  checkSize(maxBytes: number): void {
    let bytes = 0;
    this.attributes.forEach((each) => (bytes += byteLength(each.key) + byteLength(each.value)));
    const tooLarge = `attributes: keys and values have ${bytes} bytes, at most ${maxBytes}`;
    refuseTooLargeIf(bytes > maxBytes ? tooLarge : undefined);
  }

  toWrite(operationId: U64): Draft<AttributeWrite> {
    const { mode, attributes, keys } = this;
    return { mode, attributes, keys, operationId };
  }

  /** Does to this set what the server did to its own. */
  applyTo(set: Map<string, Attribute>): void {
    if (
      this.mode === AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE ||
      this.mode === AttributeWriteMode.ATTRIBUTE_WRITE_MODE_CLEAR
    ) {
      set.clear();
    }
    this.attributes.forEach((each) => set.set(each.key, each));
    this.keys.forEach((key) => set.delete(key));
  }
}
