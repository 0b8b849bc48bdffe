import {
  applicationSetFunctions,
  fromJson,
  renderApplicationSetText,
  UNKNOWN_TEXT,
  Unknown,
  type Value,
} from '../../gotemplate/index.ts';
import type { JsonObject } from '../json.ts';
import type { Rendered } from './fastTemplate.ts';

/** Generous for a field of an Application, and far from noticeable. */
const LIMITS = { steps: 200_000, output: 2_000_000, depth: 100 };

/** Parameters of which some can't be told: a key that is missing is unknown, not absent. */
class OpenParameters extends Map<string, Value> {
  private readonly reason: string;

  constructor(known: Map<string, Value>, reason: string) {
    super(known);
    this.reason = reason;
  }

  override get(key: string): Value | undefined {
    return super.get(key) ?? new Unknown(this.reason);
  }

  override has(): boolean {
    return true;
  }
}

/**
 * Renders one text of an ApplicationSet with goTemplate (`applicationset/utils/utils.go` Replace).
 * @param open why parameters that are missing are unknown; undefined when all are known.
 * @returns a text in which everything that hangs on an unknown condition is unknown.
 */
export function renderGoTemplate(
  template: string,
  params: JsonObject,
  options: readonly string[],
  open: string | undefined,
): Rendered {
  if (!template.includes('{{')) return { text: template };
  const known = fromJson(params) as Map<string, Value>;
  const data = open === undefined ? known : new OpenParameters(known, open);
  const result = renderApplicationSetText(template, data, options, applicationSetFunctions, LIMITS);
  if (result.kind !== 'rendered') return { error: result.message };
  return { text: result.spans.some(({ possible }) => possible !== undefined) ? UNKNOWN_TEXT : result.text };
}
