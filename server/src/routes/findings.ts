import type { Derivation, Tree } from '../files/tree.ts';
import { sameJson } from '../manifests/sameJson.ts';
import { describedIn } from './described.ts';
import { hostOf } from './hosts/table.ts';
import { type FileFindings, NO_FINDINGS } from './model.ts';
import { readScripts } from './readScripts.ts';

/** Larger files carry no commands that a person wrote. */
const MAX_TEXT = 1_000_000;
/** A file that holds none of these words says nothing about ways to a cluster. */
const WORDS = /kubectl|\boc\b|\bk (?:apply|create|replace)|kustomize|helm|argocd|argoproj\.io|k8s-deploy|kubernetes/i;

/** Whether a file may say anything about ways to a cluster, by its name or its kind of objects. */
export function mayTellRoutes(tree: Tree, path: string): boolean {
  return hostOf(tree, path) !== undefined;
}

/** What one file says about ways to a cluster. Never throws. */
export const fileFindings: Derivation<FileFindings> = {
  name: 'routeFindings',
  compute(tree, path) {
    const host = hostOf(tree, path);
    const text = host && tree.kind(path) === 'file' ? tree.text(path) : undefined;
    if (!host || text === undefined || text.length > MAX_TEXT || !(host.declares || WORDS.test(text)))
      return NO_FINDINGS;
    const content = host.read(tree, path, text);
    const found = readScripts(path, text, content.scripts);
    return {
      routes: [...(content.routes ?? []), ...found.routes],
      documented: found.documented,
      creations: [...(content.creations ?? []), ...found.creations],
      gitRepositories: content.gitRepositories ?? [],
      described: describedIn(path, text, [...(content.applied ?? []), ...found.applied]),
      // The first problem of a file tells enough.
      notes: [...content.notes, ...found.notes].slice(0, 1),
    };
  },
  equals: sameJson,
};
