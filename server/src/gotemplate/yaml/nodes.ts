import type { Mark, ScalarStyle } from './tokens.ts';

interface NodeBase {
  readonly start: Mark;
  end: Mark;
  /** The full tag (`tag:yaml.org,2002:str`), '' without one. */
  readonly tag: string;
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly text: string;
  readonly style: ScalarStyle;
  /** Plain and untagged, so that its text decides its type. */
  readonly implicit: boolean;
}

export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence';
  readonly items: YamlNode[];
}

export interface MappingNode extends NodeBase {
  readonly kind: 'mapping';
  readonly entries: { readonly key: YamlNode; readonly value: YamlNode }[];
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  readonly target: YamlNode;
}

/** What one YAML document is made of, with positions. Aliases point at their anchor's node. */
export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode;
