import { expect, test } from 'vitest';
import { AGENT_TOOLS, runAgentTool } from '../../server/src/agents/table.ts';
import { application, manifest, testWorkspace } from '../harness/workspace.ts';

const WORKSPACE = `
//- argocd/api.yaml
${application('api', 'path: deploy/api')}
//- argocd/gone.yaml
${application('gone', 'path: charts/gone')}
//- deploy/api/kustomization.yaml
resources: [service.yaml]
//- deploy/api/service.yaml
${manifest('api')}
//- k8s/api/config.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: config, namespace: api }
//- lost/x.yaml
${manifest('x')}
`;

const { engine } = await testWorkspace(WORKSPACE);
const ask = (name: string, input: unknown = {}) => runAgentTool(engine.features, name, input);

test('explain_route tells the way, or why there is none; by absolute and by relative path', () => {
  expect(ask('explain_route', { file: '/r/deploy/api/service.yaml' }).text).toMatch(/\*\*Deployed automatically\*\*/);
  expect(ask('explain_route', { file: 'lost/x.yaml' })).toMatchObject({
    text: expect.stringMatching(/\*\*Not deployed\.\*\*/),
    failed: false,
  });
});

test('list_unwatched groups by directory with the reason, below a directory, up to a limit', () => {
  expect(ask('list_unwatched').text).toMatch(
    /^2 manifests are deployed by nothing\.\n\n## k8s\/api \(unwatched-manifest, repository \/r\)\n[^\n]+\nNearest: Application argocd\/api watches deploy\/api\.\n- k8s\/api\/config\.yaml:2 ConfigMap\/config\n\n## lost/,
  );
  expect(ask('list_unwatched', { directory: 'lost/' }).text).toMatch(/^1 manifest is deployed by nothing/);
  expect(ask('list_unwatched', { limit: 1 }).text).toMatch(/\n1 more: /);
  expect(ask('list_unwatched', { directory: 'argocd' }).text).toMatch(/^Every manifest there/);
});

test('propose_home ranks watched directories and tells what else to edit', () => {
  const { text } = ask('propose_home', { file: 'k8s/api/config.yaml' });
  expect(text).toMatch(/^1\. deploy\/api\/config\.yaml – Application argocd\/api \(automated sync\)/);
  expect(text).toContain('add `config.yaml` to `resources` in deploy/api/kustomization.yaml');
  expect(ask('propose_home', { file: 'lost/x.yaml' }).text).toMatch(/write a new Application/);
});

test('coverage_summary counts, and names what can’t be synced', () => {
  const { text } = ask('coverage_summary');
  expect(text).toContain('/r: 5 manifests, 33 % deployed automatically');
  expect(text).toMatch(/2 Applications, 0 ApplicationSets; 1 can’t be synced\n- argocd\/gone \(argocd\/gone\.yaml\): /);
});

test('wrong input is answered with what to do', () => {
  for (const [name, input, words] of [
    ['explain_route', {}, /give the absolute path/],
    ['explain_route', { file: 'no.yaml' }, /exists there/],
    ['explain_route', { file: '../../etc/passwd' }, /exists there/],
    ['explain_route', { file: 'lost/x.yaml', line: 0 }, /leave it out/],
    ['list_unwatched', { limit: 'many' }, /leave it out/],
    ['list_unwatched', { directory: 7 }, /from the root/],
    ['forget_all', {}, /use explain_route, list_unwatched/],
    ['explain_route', null, /give the absolute path/],
  ] as const)
    expect(ask(name, input)).toEqual({ text: expect.stringMatching(words), failed: true });
});

test('names and descriptions serve a model', () => {
  for (const { name, description, input, title, summary } of AGENT_TOOLS) {
    expect(name).toMatch(/^[a-z]+_[a-z]+$/);
    expect(description).toMatch(/\. Use it /);
    expect(`${title} ${summary}`).not.toMatch(/undefined/);
    for (const required of input.required) expect(input.properties).toHaveProperty(required);
  }
});
