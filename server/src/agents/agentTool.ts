import type { FeatureContext } from '../features/context.ts';

/** Something that a language model may ask. It only reads, and its answers are small. */
export interface AgentTool {
  /** `verb_noun`. */
  readonly name: string;
  readonly title: string;
  /** For the model: what it answers, when to ask it and when not, and its limits. */
  readonly description: string;
  /** For a person who looks through the tools. */
  readonly summary: string;
  readonly input: InputSchema;
  /** @throws ToolError with one line that tells the model what to do next. */
  run(context: FeatureContext, input: Readonly<Record<string, unknown>>): string;
}

/** The part of JSON Schema that our inputs need. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<
    Record<string, { readonly type: 'string' | 'integer'; readonly description: string; readonly minimum?: number }>
  >;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

/** A wrong use of a tool. */
export class ToolError extends Error {}
