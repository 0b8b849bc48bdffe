import type { Repository } from '../coverage/repository.ts';
import { parseYaml } from '../documents/yamlFile.ts';
import { basename, dirname, join, relative } from '../files/paths.ts';
import { absolute } from './codeActions/provider.ts';
import { replaceScalar } from './edits.ts';
import type { FileEdit } from './results.ts';

/** The files that make a directory a chart, where they are missing. */
export function scaffoldChart(repository: Repository, chart: string): FileEdit[] {
  const steps: FileEdit[] = [];
  const create = (name: string, text: string): void => {
    const file = join(chart, name);
    if (repository.tree.kind(file) === undefined)
      steps.push({ type: 'create', path: absolute(repository, file), text });
  };
  if (repository.tree.kind(join(chart, 'Chart.yaml')) !== undefined) return [];
  const name = basename(chart)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-');
  create(
    'Chart.yaml',
    `apiVersion: v2\nname: ${name}\ndescription: Deployed by Argo CD\ntype: application\nversion: 0.1.0\n`,
  );
  create('values.yaml', '# Values for the templates; one file per environment may override them.\n{}\n');
  return steps;
}

/** Moves a manifest into a chart's templates, so that Helm renders the same object. */
export function moveIntoTemplates(repository: Repository, file: string, chart: string, taken: Set<string>): FileEdit[] {
  const text = repository.tree.text(file) ?? '';
  const to = freeTemplate(repository, chart, basename(file), taken);
  const escaped = escapeTemplate(text);
  return [
    ...updateKustomizations(repository, file, to),
    {
      type: 'rename',
      from: absolute(repository, file),
      to: absolute(repository, to),
      ...(escaped === text ? {} : { text: escaped }),
    },
  ];
}

/** Literal `{{` would be read as an action: each becomes an action that prints itself. */
export function escapeTemplate(text: string): string {
  return text.includes('{{') ? text.replaceAll('{{', '{{ "{{" }}') : text;
}

function freeTemplate(repository: Repository, chart: string, name: string, taken: Set<string>): string {
  // Partials and NOTES.txt are not emitted; what begins with a dot Helm ignores.
  const safe = name.replace(/^[_.]+/, '') || 'manifest.yaml';
  const dot = safe.lastIndexOf('.');
  for (let n = 1; ; n++) {
    const numbered = n === 1 ? safe : `${safe.slice(0, dot)}-${n}${safe.slice(dot)}`;
    const path = join(chart, 'templates', numbered);
    if (repository.tree.kind(path) !== undefined || taken.has(path)) continue;
    taken.add(path);
    return path;
  }
}

/** Points the kustomizations that list a file to its new place. */
function updateKustomizations(repository: Repository, file: string, to: string): FileEdit[] {
  const { takers } = repository.kustomizations();
  return (takers.get(file) ?? []).flatMap((directory): FileEdit[] => {
    for (const name of ['kustomization.yaml', 'kustomization.yml', 'Kustomization']) {
      const kustomization = join(directory, name);
      const text = repository.tree.text(kustomization);
      if (text === undefined) continue;
      const document = parseYaml(text).documents[0];
      for (let i = 0; ; i++) {
        const span = document?.valueSpan(['resources', i]);
        if (!document || !span) break;
        const entry = document.scalar(['resources', i]);
        if (typeof entry === 'string' && join(directory, entry.replace(/^\.\//, '')) === file)
          return [
            {
              type: 'edit',
              path: absolute(repository, kustomization),
              edits: [replaceScalar(text, span, relative(dirname(kustomization), to))],
            },
          ];
      }
    }
    return [];
  });
}
