import { expect, test } from 'vitest';
import { checkRule, fix } from '../harness/rules.ts';
import { ROOT } from '../harness/workspace.ts';

/** A manifest with one annotation of Argo CD per document. */
const annotated = (...lines: readonly string[]): string =>
  lines
    .map(
      (line, i) => `apiVersion: batch/v1
kind: Job
metadata:
  name: job-${i}
  annotations:
    argocd.argoproj.io/${line}
`,
    )
    .join('---\n');

test('hooks and deletion policies that Argo CD does not know', async () => {
  const workspace = await checkRule(
    'unknown-resource-hook',
    `
//- a.yaml
${annotated(
  'hook: PreSync',
  'hook: PostDelete, PreDelete,SyncFail',
  'hook: Skip',
  'hook: «PreSynch»',
  'hook: PreSync,«"post-sync"»'.replace(/"/g, ''),
  'hook: «post-install»',
  'hook-delete-policy: BeforeHookCreation,HookSucceeded,HookFailed,Never',
  'hook-delete-policy: "«hook-succeeded»"',
)}---
apiVersion: batch/v1
kind: Job
metadata:
  name: helm
  annotations:
    "helm.sh/hook": pre-install
    "helm.sh/hook-delete-policy": before-hook-creation
---
# argocd-coverage-ignore unknown-resource-hook
apiVersion: batch/v1
kind: Job
metadata:
  name: silent
  annotations:
    argocd.argoproj.io/hook: Presync
`,
  );
  fix(workspace, 'a.yaml', 'unknown-resource-hook', 'Change PreSynch to PreSync');
  fix(workspace, 'a.yaml', 'unknown-resource-hook', 'Change post-sync to PostSync');
  expect(workspace.files[`${ROOT}/a.yaml`]).toContain('hook: PreSync\n');
  expect(workspace.files[`${ROOT}/a.yaml`]).toContain('hook: PreSync,PostSync\n');
});

test('a sync wave that is a number fails the Application, and is quoted', async () => {
  const workspace = await checkRule(
    'malformed-sync-wave',
    `
//- a.yaml
${annotated('sync-wave: «5»', 'sync-wave: «-1» # first', 'sync-wave: «1.5»', 'sync-wave: "5"')}
//- chart/Chart.yaml
apiVersion: v2
name: chart
version: 1.0.0
//- chart/values.yaml
annotations:
  argocd.argoproj.io/sync-wave: 5
//- chart/templates/a.yaml
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
  annotations:
    argocd.argoproj.io/sync-wave: «7»
`,
  );
  fix(workspace, 'a.yaml', 'malformed-sync-wave', 'Change 5 to "5"');
  expect(workspace.files[`${ROOT}/a.yaml`]).toContain('sync-wave: "5"\n');
});

test('sync waves as strconv.Atoi reads them', async () => {
  const workspace = await checkRule(
    'malformed-sync-wave',
    `
//- a.yaml
${annotated(
  'sync-wave: "0"',
  'sync-wave: "-10"',
  "sync-wave: '+5'",
  'sync-wave: "007"',
  'sync-wave: "9223372036854775807"',
  'sync-wave: "«9223372036854775808»"',
  'sync-wave: "«first»"',
  'sync-wave: "«1.5»"',
  'sync-wave: "« 5»"',
  'sync-wave: "«0x10»"',
  'sync-wave: "«»"',
  'sync-wave: "{{ .Values.wave }}"',
  'sync-wave: "${WAVE}"',
)}
//- chart/Chart.yaml
apiVersion: v2
name: chart
version: 1.0.0
//- chart/templates/a.yaml
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
  annotations:
    argocd.argoproj.io/sync-wave: "«one»"
    {{- if .Values.x }}
    argocd.argoproj.io/sync-wave: {{ .Values.wave | quote }}
    {{- end }}
`,
  );
  expect(workspace.engine.report().diagnostics.find(({ code }) => code === 'malformed-sync-wave')?.message).toBe(
    'The sync wave “9223372036854775808” is not an integer: Argo CD takes it for 0.',
  );
});
