import type { Derivation } from '../files/tree.ts';
import { sameJson } from '../manifests/sameJson.ts';
import { describedIn } from './described.ts';
import { hostOf } from './hosts/table.ts';
import { type FileFindings, NO_FINDINGS } from './model.ts';
import { readScripts } from './readScripts.ts';

/** Larger files carry no commands that a person wrote. */
const MAX_TEXT = 1_000_000;
/** A file that holds none of these words says nothing about ways to a cluster. */
const WORDS = /kubectl|\boc\b|\bk\b|kustomize|helm|argocd|argoproj\.io/;

/** Whether a file may say anything about ways to a cluster, by its name alone. */
export function mayTellRoutes(path: string): boolean {
  return hostOf(path) !== undefined;
}

/** What one file says about ways to a cluster. Never throws. */
export const fileFindings: Derivation<FileFindings> = {
  name: 'routeFindings',
  compute(tree, path) {
    const host = hostOf(path);
    const text = host && tree.kind(path) === 'file' ? tree.text(path) : undefined;
    if (!host || text === undefined || text.length > MAX_TEXT || !WORDS.test(text)) return NO_FINDINGS;
    const content = host.read(tree, path, text);
    const found = readScripts(path, text, content.scripts);
    return {
      routes: found.routes,
      documented: found.documented,
      creations: found.creations,
      described: describedIn(path, text, found.applied),
      notes: [...content.notes, ...found.notes],
    };
  },
  equals: sameJson,
};
