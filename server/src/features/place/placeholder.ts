import { isObject, objectOf } from '../../applications/json.ts';
import type { ParamSet } from '../../applications/params.ts';
import { yamlFile } from '../../documents/yamlFile.ts';
import type { Span } from '../../problems/problem.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import { type PlacedObject, placedObjects } from './places.ts';

/** A `{{ … }}` of an ApplicationSet that holds an offset. */
export interface Placeholder {
  /** With its braces. */
  readonly span: Span;
  /** What stands between the braces; up to the offset’s line end where they are not closed yet. */
  readonly expression: string;
  readonly goTemplate: boolean;
  /** The ApplicationSet as far as it can be read. */
  readonly appset: Readonly<Record<string, unknown>>;
  readonly sets: readonly ParamSet[];
}

/** The placeholder of an ApplicationSet at an offset, with what its generators yield. */
export function placeholderAt(context: FeatureContext, at: FileAt, offset: number): Placeholder | undefined {
  const open = at.text.lastIndexOf('{{', offset - 1);
  if (open < 0) return undefined;
  const closed = at.text.indexOf('}}', open);
  const lineEnd = endOfLine(at.text, offset);
  const end = closed < 0 || closed > endOfLine(at.text, open) ? lineEnd : closed + 2;
  if (offset > end || (closed >= 0 && closed + 2 <= offset && offset !== end) || endOfLine(at.text, open) !== lineEnd)
    return undefined;
  const object = at.repository.tree
    .derive(placedObjects, at.file)
    .find(({ kind, span }) => kind === 'ApplicationSet' && span.start <= open && open <= span.end);
  const appset = object && readObject(at, object);
  if (!appset) return undefined;
  const spec = objectOf(appset['spec']);
  const inner = at.text.slice(open + 2, end);
  return {
    span: { start: open, end },
    expression: inner.endsWith('}}') ? inner.slice(0, -2) : inner,
    goTemplate: spec['goTemplate'] === true,
    appset,
    sets: context.parameterSets(appset, at.repository.id),
  };
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** The object as plain values, also where its text has mistakes elsewhere. */
function readObject(at: FileAt, object: PlacedObject): Record<string, unknown> | undefined {
  const document = at.repository.tree.derive(yamlFile, at.file)?.documents[object.document];
  const exact = document?.value();
  let value: unknown = exact;
  if (document && exact === undefined)
    try {
      value = document.raw.toJS({ maxAliasCount: 100 });
    } catch {
      // An alias bomb, or a text in which nothing can be made out.
      return undefined;
    }
  for (const key of object.at)
    value = isObject(value) ? value[String(key)] : Array.isArray(value) ? value[Number(key)] : undefined;
  return isObject(value) ? value : undefined;
}
