import markdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { FORMAT_NAMES, formatReport } from '../../server/src/report/formats.ts';
import { manifest, REMOTE, ROOT, testWorkspace } from '../harness/workspace.ts';

const HTML = '<img src=x onerror=alert(1)>';
const LINK = '[click](command:workbench.action.terminal.new)';
const CONTROL = '\u001b[31m\u0007\u202e';
const EVIL = `${HTML}${LINK}\`${LINK}\``;

/** What a reader of Markdown that lets HTML through would show. */
const rendered = (markdown: string): string => markdownIt({ html: true }).render(markdown);

/** A workspace in which every name that we repeat is hostile. */
const workspace = () =>
  testWorkspace(`
//- argocd/${LINK.replaceAll(' ', '')}.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${JSON.stringify(`evil ${EVIL}${CONTROL}`)}, namespace: ${JSON.stringify(`ns ${EVIL}`)} }
spec:
  project: ${JSON.stringify(EVIL)}
  source: { repoURL: '${REMOTE}', path: ${JSON.stringify(`gone ${EVIL}${CONTROL}`)} }
  destination: { server: ${JSON.stringify(`https://${HTML}`)}, namespace: ${JSON.stringify(EVIL)} }
  syncPolicy: { automated: {} }
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${JSON.stringify(`near ${EVIL}`)} }
spec:
  source: { repoURL: '${REMOTE}', path: app }
  destination: { server: x }
//- app/sub/${HTML.replaceAll(' ', '')}.yaml
apiVersion: ${JSON.stringify(`v1`)}
kind: Service
metadata: { name: ${JSON.stringify(EVIL + CONTROL)} }
//- app/a.yaml
${manifest('a')}
`);

test('hovers run no command and hold no HTML of the workspace', async () => {
  const { engine, files } = await workspace();
  let seen = 0;
  for (const [path, text] of Object.entries(files)) {
    if (path.includes('/.git/')) continue;
    for (let offset = 0; offset < text.length; offset += 3) {
      const hover = engine.hover(path, offset);
      if (!hover) continue;
      seen++;
      expect(rendered(hover.markdown)).not.toMatch(/<img|href="(?!file:\/\/\/)/);
    }
  }
  expect(seen).toBeGreaterThan(5);
});

test.each(FORMAT_NAMES)('the report as %s passes nothing on that a reader would run', async (format) => {
  const { engine } = await workspace();
  const text = formatReport(engine.report(), format, {});
  expect(text).not.toContain('\u001b');
  expect(text).not.toContain('\u0007');
  if (format === 'html') {
    expect(text).not.toContain('<img');
    expect(text).toContain("default-src 'none'");
    expect(text).not.toMatch(/(?:href|src)="(?:https?|command|javascript|data):/);
  }
  if (format === 'markdown') expect(rendered(text)).not.toMatch(/<img|href="(?:command|https?|javascript|data):/);
});

test('fixes write inside the repository and never over a file', async () => {
  const { engine, files } = await workspace();
  let edits = 0;
  for (const path of Object.keys(files)) {
    for (const { span } of engine.diagnostics(path))
      for (const { data } of engine.codeActions(path, span)) {
        const edit = engine.resolveAction(data);
        for (const step of edit?.steps ?? []) {
          edits++;
          const targets = step.type === 'rename' ? [step.from, step.to] : [step.path];
          for (const target of targets) {
            expect(target.startsWith(`${ROOT}/`)).toBe(true);
            expect(target.split('/')).not.toContain('..');
            expect(target).not.toContain('/.git/');
          }
          if (step.type === 'create') expect(files[step.path]).toBeUndefined();
          if (step.type === 'rename') expect(files[step.to]).toBeUndefined();
        }
      }
  }
  expect(edits).toBeGreaterThan(0);
});
