import { createEngine, type Engine } from '../../server/src/engine.ts';
import { applyEdits } from '../../server/src/features/edits.ts';
import type { ActionEdit } from '../../server/src/features/results.ts';
import { memoryFileSystem } from '../../server/src/files/memoryFileSystem.ts';
import { fixtureFiles } from './fixture.ts';

/** The repository of a fixture: its root, and what its remote is called. */
export const ROOT = '/r';
export const REMOTE = 'https://example.test/acme/r.git';
const GIT = {
  '/r/.git/HEAD': 'ref: refs/heads/main\n',
  '/r/.git/config': `[remote "origin"]\n\turl = ${REMOTE}\n`,
};

/** A workspace in memory with an engine on it; files may be changed through it. */
export interface TestWorkspace {
  readonly engine: Engine;
  readonly files: Record<string, string>;
  /** Writes a file (undefined removes it) and tells the engine. */
  write(file: string, text: string | undefined): void;
  /** `file:line code` for each diagnostic, sorted. */
  findings(): string[];
  /** `file: status` or `file: reason` for each manifest. */
  verdicts(): string[];
  apply(edit: ActionEdit): void;
}

/** @param source a workspace as `fixtureFiles` reads it; paths are below one Git repository. */
export async function testWorkspace(source: string): Promise<TestWorkspace> {
  const files: Record<string, string> = { ...GIT };
  for (const [path, text] of Object.entries(fixtureFiles(source))) files[`${ROOT}/${path}`] = text;
  const engine = createEngine({ fileSystem: memoryFileSystem(files) });
  engine.setFolders([ROOT]);
  await engine.index();
  const workspace: TestWorkspace = {
    engine,
    files,
    write(file, text) {
      const path = `${ROOT}/${file}`;
      if (text === undefined) delete files[path];
      else files[path] = text;
      engine.changed([path]);
    },
    findings: () => engine.report().diagnostics.map(({ file, line, code }) => `${file}:${line} ${code}`),
    verdicts: () => engine.report().manifests.map(({ file, status, reason }) => `${file}: ${reason ?? status}`),
    apply(edit) {
      const changed: string[] = [];
      for (const step of edit.steps) {
        if (step.type === 'create') {
          if (files[step.path] !== undefined) throw new Error(`${step.path} exists`);
          files[step.path] = step.text;
          changed.push(step.path);
        } else if (step.type === 'rename') {
          if (files[step.to] !== undefined) throw new Error(`${step.to} exists`);
          files[step.to] = step.text ?? (files[step.from] as string);
          delete files[step.from];
          changed.push(step.from, step.to);
        } else {
          files[step.path] = applyEdits(files[step.path] ?? '', step.edits);
          changed.push(step.path);
        }
      }
      engine.changed(changed);
    },
  };
  return workspace;
}

/** An Application document that reads this repository. */
export function application(name: string, source: string, rest = ''): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: default
  source: { repoURL: '${REMOTE}', targetRevision: main, ${source} }
  destination: { server: 'https://kubernetes.default.svc', namespace: ${name} }
  syncPolicy: { automated: {} }
${rest}`;
}

export function manifest(name: string, kind = 'Service'): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
}
