import type { Span } from '../problems/problem.ts';
import type { DescribedApplication, RouteKind } from './model.ts';

const KIND = /^[ \t>-]*kind:[ \t]*["']?(Application|ApplicationSet|AppProject)["']?[ \t]*$/gm;
/** Lines around `kind:` that its apiVersion and name are looked for in. */
const NEAR = 600;
const MAX_DESCRIBED = 200;

/**
 * Argo CD objects that stand in a text which is no manifest: a document, a script, a task.
 * @param applied stretches that a command hands to a cluster.
 */
export function describedIn(
  path: string,
  text: string,
  applied: readonly { readonly span: Span; readonly kind: RouteKind }[],
): DescribedApplication[] {
  if (!text.includes('argoproj.io')) return [];
  const found: DescribedApplication[] = [];
  for (const match of text.matchAll(KIND)) {
    if (found.length >= MAX_DESCRIBED) break;
    const start = match.index + match[0].indexOf('kind:');
    const before = text.slice(Math.max(0, start - NEAR), start);
    const after = text.slice(start, start + NEAR);
    if (
      !/apiVersion:[ \t]*["']?argoproj\.io\//.test(lastDocument(before)) &&
      !/^\s*apiVersion:[ \t]*["']?argoproj\.io\//m.test(firstDocument(after))
    )
      continue;
    const name = /metadata:[ \t]*(?:\{[ \t]*|\r?\n(?:[^\n]*\n){0,6}?[ \t]*)name:[ \t]*["']?([^\s"',}]+)/.exec(
      firstDocument(after),
    )?.[1];
    const inside = applied.find(({ span }) => span.start <= start && start < span.end);
    found.push({
      kind: match[1] as string,
      // A template's braces are no name.
      name: name === undefined || name.includes('{') ? null : name,
      at: { file: path, span: { start, end: start + match[0].trimEnd().length - match[0].indexOf('kind:') } },
      applied: inside?.kind,
    });
  }
  return found;
}

function lastDocument(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n---'), text.lastIndexOf('```'), 0));
}

function firstDocument(text: string): string {
  return text.split(/\n\s*---|```/)[0] as string;
}
