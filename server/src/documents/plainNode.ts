/** What a node is. A block scalar's content is worked out when somebody asks for it. */
export const SCALAR = 0;
export const BLOCK = 1;
export const MAP = 2;
export const LIST = 3;

/** A value with its place, as the plain parser gives it. One class for all kinds, so that the engine's shapes stay few. */
export class PlainNode {
  /** Keys of a map, with their places: start and end of key `i` at `2i` and `2i + 1`. */
  keys: string[] = NO_KEYS;
  keyPlaces: number[] = NO_PLACES;
  /** Values of a map, items of a list. */
  items: PlainNode[] = NO_NODES;

  constructor(
    readonly kind: typeof SCALAR | typeof BLOCK | typeof MAP | typeof LIST,
    readonly start: number,
    public end: number,
    /** Of a scalar. */
    readonly value: unknown,
  ) {}
}

const NO_KEYS: string[] = [];
const NO_PLACES: number[] = [];
const NO_NODES: PlainNode[] = [];

/** One document: its place up to the next one's, and its root, a null when it is empty. */
export interface PlainDocument {
  readonly start: number;
  readonly end: number;
  readonly root: PlainNode;
}
