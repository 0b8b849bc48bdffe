import { type Kind, Unknown } from '../values.ts';

/** An unknown value whose type is known, and for texts perhaps the length: what `kindOf` and `len` may tell of it. */
export class ShapedUnknown extends Unknown {
  readonly goType: string;
  readonly kind: Kind;
  /** How many bytes the text has. */
  readonly length: number | undefined;
  /** What b64dec makes of the text. */
  readonly decoded: Unknown | undefined;

  constructor(
    reason: string,
    shape: { goType: string; kind: Kind; length?: number; pattern?: string; decoded?: Unknown },
  ) {
    super(reason, shape.pattern);
    this.goType = shape.goType;
    this.kind = shape.kind;
    this.length = shape.length;
    this.decoded = shape.decoded;
  }
}

/** A text that is different in every rendering. */
export function unknownText(reason: string, length?: number, pattern?: string): ShapedUnknown {
  return new ShapedUnknown(reason, { goType: 'string', kind: 'string', length, pattern });
}
