import { expect } from 'vitest';
import type { DiagnosticCode } from '../../server/src/problems/codes.ts';
import { ROOT, type TestWorkspace, testWorkspace } from './workspace.ts';

/** A workspace as one string; `«…»` marks where the finding of the code under test is expected. */
const MARK = /«([^»]*)»/g;

/** Checks that a code is found at every marked place of a workspace, and nowhere else. */
export async function checkRule(code: DiagnosticCode, source: string): Promise<TestWorkspace> {
  const workspace = await testWorkspace(source.replace(MARK, '$1'));
  const found: string[] = [];
  for (const path of Object.keys(workspace.files).sort()) {
    const text = workspace.files[path] as string;
    for (const diagnostic of workspace.engine.diagnostics(path))
      if (diagnostic.code === code)
        found.push(`${path.slice(ROOT.length + 1)} ${text.slice(diagnostic.span.start, diagnostic.span.end)}`);
  }
  expect(found).toEqual(marked(source));
  return workspace;
}

/** `file text` of each mark, in the order of the files. */
function marked(source: string): string[] {
  const marks: string[] = [];
  let file = '';
  for (const line of source.split('\n')) {
    file = /^\s*\/\/- (\S+)/.exec(line)?.[1] ?? file;
    for (const match of line.matchAll(MARK)) marks.push(`${file} ${match[1]}`);
  }
  const fileOf = (mark: string): string => mark.slice(0, mark.indexOf(' '));
  return marks.sort((a, b) => (fileOf(a) < fileOf(b) ? -1 : fileOf(a) > fileOf(b) ? 1 : 0));
}

/** Applies the action whose title begins so, offered at the first diagnostic of a code in a file. */
export function fix(workspace: TestWorkspace, file: string, code: DiagnosticCode, title: string): void {
  const path = `${ROOT}/${file}`;
  const diagnostic = workspace.engine.diagnostics(path).find((candidate) => candidate.code === code);
  if (!diagnostic) throw new Error(`no ${code} in ${file}: ${workspace.findings()}`);
  const actions = workspace.engine.codeActions(path, diagnostic.span);
  const action = actions.find((candidate) => candidate.title.startsWith(title));
  const edit = action && workspace.engine.resolveAction(action.data);
  if (!edit) throw new Error(`no “${title}” among ${actions.map((candidate) => candidate.title).join(' | ')}`);
  workspace.apply(edit);
}
