import { runAgentTool } from '../agents/table.ts';
import { lineIndex } from '../documents/lineIndex.ts';
import type { FilteredNode } from '../features/tree/coverageTree.ts';
import type { Span } from '../problems/problem.ts';
import {
  type AgentToolParams,
  type AgentToolResult,
  type FilesResult,
  type ManifestsParams,
  type ManifestsResult,
  Requests,
  type TreeParams,
  type TreeResult,
  type TreeRow,
} from '../protocol.ts';
import { pathOfUri, toRange, uriOfPath } from './convert.ts';
import type { Session } from './session.ts';

/** The requests behind trees, badges, the editor’s own coverage and the tools for language models. */
export function registerViews({ connection, engine, ready }: Session): void {
  connection.onRequest(Requests.tree, async ({ view, parent, filter }: TreeParams): Promise<TreeResult> => {
    await ready;
    return { rows: engine.tree.children(view, parent, filter).map(toRow) };
  });

  function toRow({ path, span, ...row }: FilteredNode): TreeRow {
    if (path === undefined) return row;
    const text = span && engine.text(path);
    return {
      ...row,
      uri: uriOfPath(path),
      ...(span && text !== undefined ? { range: toRange(lineIndex(text), span) } : {}),
    };
  }

  connection.onRequest(Requests.files, async (): Promise<FilesResult> => {
    await ready;
    const numbers = new Map<string, number>();
    const numberOf = (id: string): number => {
      const known = numbers.get(id) ?? numbers.size;
      numbers.set(id, known);
      return known;
    };
    const files = engine.files().map(({ path, status, counted, deployed, applications }) => ({
      uri: uriOfPath(path),
      status,
      counted,
      deployed,
      applications: applications.map(numberOf),
    }));
    return { files, applications: [...numbers.keys()] };
  });

  connection.onRequest(Requests.manifests, async ({ uri }: ManifestsParams): Promise<ManifestsResult> => {
    await ready;
    const path = pathOfUri(uri);
    const text = path === undefined ? undefined : engine.text(path);
    if (path === undefined || text === undefined) return { manifests: [] };
    const lines = lineIndex(text);
    return {
      manifests: engine.manifests(path).map(({ facts, verdict }) => ({
        name: facts.name === null ? facts.kind : `${facts.kind}/${facts.name}`,
        status: verdict.status,
        range: toRange(lines, trimmed(text, facts.span)),
        head: toRange(lines, facts.kindSpan),
        applications: [...new Set(verdict.routes.map(({ app }) => app.id))],
      })),
    };
  });

  connection.onRequest(Requests.agentTool, async ({ name, input }: AgentToolParams): Promise<AgentToolResult> => {
    await ready;
    return runAgentTool(engine.features, name, input);
  });
}

/** A span without the blank lines at its end. */
function trimmed(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
