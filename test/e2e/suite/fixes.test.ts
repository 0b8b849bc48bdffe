import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { APPLICATION, actionsAt, DEPLOYMENT, exists, fix, gone, read, resetExample, save } from '../support.ts';

const PLACEHOLDER = 'https://github.com/your-org/sesacthon-backend.git';

describe('the fixes of the example', () => {
  beforeEach(resetExample);
  after(resetExample);

  it('are offered in the order of their worth, one of them preferred', async () => {
    const actions = await actionsAt(DEPLOYMENT, 'unwatched-manifest');
    const order = ['Move to charts/waste', 'Generate an Application', 'Copy kubectl command', 'Ignore'];
    const places = order.map((title) => actions.findIndex((action) => action.title.startsWith(title)));
    assert.ok(!places.includes(-1), actions.map(({ title }) => title).join('\n'));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.ok(actions.filter(({ isPreferred }) => isPreferred).length <= 1);
  });

  it('Copy kubectl command', async () => {
    await fix(DEPLOYMENT, 'unwatched-manifest', 'Copy kubectl command');
    assert.equal(await vscode.env.clipboard.readText(), 'kubectl apply -f k8s/waste/ai-workers-deployment.yaml');
  });

  it('Generate an Application, in the style of the one that exists', async () => {
    await fix(DEPLOYMENT, 'unwatched-manifest', 'Generate an Application');
    await gone(DEPLOYMENT, 'unwatched-manifest');
    await gone('seed/k8s/waste/hpa.yaml', 'unwatched-manifest');
    const made = vscode.workspace.textDocuments.find(({ isDirty }) => isDirty);
    assert.ok(made, 'no new document');
    await save();
    const text = made.getText();
    assert.match(
      text,
      new RegExp(`repoURL: ${PLACEHOLDER.replaceAll('.', '\\.')}\n {4}targetRevision: main\n {4}path: k8s/waste\n`),
    );
    assert.match(text, /namespace: waste\n {2}syncPolicy:\n {4}automated:\n {6}prune: true\n {6}selfHeal: true\n$/);
    await gone(DEPLOYMENT, 'unwatched-manifest');
  });

  it('Move to charts/waste', async () => {
    await fix(DEPLOYMENT, 'unwatched-manifest', 'Move to charts/waste');
    await save();
    const moved = 'seed/charts/waste/templates/ai-workers-deployment.yaml';
    assert.ok(exists(moved) && !exists(DEPLOYMENT));
    assert.match(read('seed/charts/waste/Chart.yaml'), /^name: waste$/m);
    await gone(DEPLOYMENT, 'unwatched-manifest');
    await gone(APPLICATION, 'path-not-found');
    await gone(moved, 'unwatched-manifest');
  });

  it('Create chart charts/waste', async () => {
    await fix(APPLICATION, 'path-not-found', 'Create chart charts/waste');
    await save();
    assert.ok(exists('seed/charts/waste/Chart.yaml'));
    assert.ok(exists('seed/charts/waste/templates/hpa.yaml') && !exists('seed/k8s/waste/hpa.yaml'));
    await gone(APPLICATION, 'path-not-found');
  });

  it('Change path', async () => {
    await fix(APPLICATION, 'path-not-found', 'Change path to k8s/waste');
    await gone(APPLICATION, 'path-not-found');
    await gone(DEPLOYMENT, 'unwatched-manifest');
  });

  it('Treat a URL as this repository', async () => {
    await fix(APPLICATION, 'repository-alias', `Treat ${PLACEHOLDER} as this repository`);
    await save();
    await gone(APPLICATION, 'repository-alias');
    assert.match(read('seed/.argocd-coverage.yaml'), /repositoryAliases:/);
  });

  it('Ignore this document', async () => {
    await fix(DEPLOYMENT, 'unwatched-manifest', 'Ignore ');
    await gone(DEPLOYMENT, 'unwatched-manifest');
  });
});

describe('the one-edit fixes', () => {
  it('Add to overlays/dev/kustomization.yaml keeps comments', async () => {
    const file = 'kustomize/overlays/dev/service.yaml';
    await fix(file, 'not-in-kustomization', 'Add to overlays/dev/kustomization.yaml');
    await save();
    await gone(file, 'not-in-kustomization');
    assert.equal(
      read('kustomize/overlays/dev/kustomization.yaml'),
      '# what dev runs\nresources:\n  - deployment.yaml # first\n  - service.yaml\n',
    );
  });

  it('Enable recurse in argocd/app.yaml', async () => {
    await fix('recurse/manifests/deep/b.yaml', 'not-recursed', 'Enable recurse in argocd/app.yaml');
    await save();
    await gone('recurse/manifests/deep/b.yaml', 'not-recursed');
    assert.match(read('recurse/argocd/app.yaml'), /directory:\n {6}recurse: true\n/);
  });

  it('Change path to the directory that was meant', async () => {
    await fix('moved/argocd/app.yaml', 'path-not-found', 'Change path to deploy/api');
    await gone('moved/argocd/app.yaml', 'path-not-found');
    await gone('moved/deploy/api/service.yaml', 'unwatched-manifest');
  });
});
