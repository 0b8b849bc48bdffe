import { parseYaml } from '../../documents/yamlFile.ts';
import { basename, dirname } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import { kustomizationIn } from '../../manifests/kustomization.ts';
import { appendItem } from '../edits.ts';
import { deployableDirectory, newApplication } from '../newApplication.ts';
import type { FileEdit } from '../results.ts';
import { type ActionProvider, absolute, type ResolveTarget } from './provider.ts';

/** Reasons that a new Application on the same directory would not cure. */
const STUBBORN = new Set(['skipped-by-marker', 'unsupported-extension', 'ignored-by-helm']);

/** Makes an Application for the file's directory in this repository's style. */
export const generateApplication: ActionProvider = {
  id: 'generateApplication',
  offer(context, { manifest, diagnostics, repository, file }) {
    const chart = diagnostics.find(
      ({ code, data }) =>
        code === 'unwatched-manifest' && typeof (data as { chart?: unknown } | undefined)?.chart === 'string',
    );
    const reason = manifest?.verdict.reason ?? chart?.code;
    if (reason === undefined || STUBBORN.has(reason)) return [];
    const directory = chart ? dirname(file) : deployableDirectory(repository, file);
    const app = newApplication(context, repository, directory, dirname(file));
    const where = directory || '.';
    return [
      {
        title:
          app.command === undefined
            ? t`Generate an Application for ${where} (${app.file})`
            : t`Generate an Application for ${where} (${app.file}, to be registered once)`,
        kind: 'quickfix',
        code: reason,
        facts: { directory },
      },
    ];
  },
  resolve(context, at) {
    const { directory } = at.facts;
    if (typeof directory !== 'string') return undefined;
    const app = newApplication(context, at.repository, directory, dirname(at.file));
    return {
      steps: [...app.steps, ...listInKustomization(at, directory)],
      ...(app.command === undefined ? {} : { register: app.command }),
    };
  },
};

/** A directory that is a kustomization deploys only what it lists. */
function listInKustomization(at: ResolveTarget, directory: string): FileEdit[] {
  const { tree } = at.repository;
  const found = kustomizationIn(tree, directory);
  const { takers } = at.repository.kustomizations();
  if (!('file' in found) || takers.has(at.file) || dirname(at.file) !== directory) return [];
  const text = tree.text(found.file) ?? '';
  const document = parseYaml(text).documents[0];
  const edit = document && appendItem(text, document, ['resources'], basename(at.file));
  return edit ? [{ type: 'edit', path: absolute(at.repository, found.file), edits: [edit] }] : [];
}
