import { expect, test } from 'vitest';
import { areasOf } from '../../server/src/report/html/areas.ts';
import { flowOf } from '../../server/src/report/html/flow.ts';
import { flowPicture } from '../../server/src/report/html/flowPicture.ts';
import { squarify } from '../../server/src/report/html/squarify.ts';
import type { ReportManifest } from '../../server/src/report/model.ts';
import { application, manifest, testWorkspace } from '../harness/workspace.ts';

const of = (file: string, status: ReportManifest['status'] = 'deployed') => ({ file, status }) as ReportManifest;

test('boxes fill the picture in proportion and stay near to squares', () => {
  const weights = [40, 25, 20, 10, 3, 1, 1];
  const boxes = squarify(weights, 3);
  expect(boxes.map(({ width, height }) => Math.round((width * height) / 100))).toEqual(weights);
  for (const { x, y, width, height } of boxes) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-9);
    expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(100 + 1e-9);
    expect(Math.max((width * 3) / height, height / (width * 3))).toBeLessThan(5);
  }
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1)) {
      const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
      const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
      expect(Math.min(across, down)).toBeLessThan(1e-9);
    }
});

test.each([
  [3, ['k8s 4/2', 'docs 1/1', '. 1/0']],
  [4, ['k8s/a 3/1', '. 1/0', 'docs 1/1', 'k8s/b 1/1']],
  [9, ['k8s/a 2/1', 'k8s/a/x 1/0', '. 1/0', 'docs 1/1', 'k8s/b 1/1']],
  [1, ['. 6/3']],
])('at most %i areas', (most, expected) => {
  const manifests = [
    ...[of('k8s/a/1.yaml'), of('k8s/a/x/2.yaml', 'unwatched'), of('k8s/a/3.yaml', 'manual'), of('k8s/b/4.yaml')],
    ...[of('docs/5.yaml'), of('6.yaml', 'unwatched'), of('argocd/root.yaml', 'root')],
  ];
  const shown = areasOf(manifests, most).map(({ directory, all, deployed }) => `${directory} ${all}/${deployed}`);
  expect(shown.sort()).toEqual([...expected].sort());
});

test('the flow follows each manifest to what takes it along and where it gets to', async () => {
  const { engine } = await testWorkspace(`
//- argocd/a.yaml
${application('a', 'path: k8s/a')}
//- k8s/a/one.yaml
${manifest('one')}
//- k8s/a/two.yaml
${manifest('two')}
//- k8s/<b>/three.yaml
${manifest('three')}
`);
  const flow = flowOf(engine.report(), { nothing: 'nothing', rest: 'others' });
  expect(flow.columns).toEqual([['k8s/a', 'k8s/<b>'], ['argocd/a', 'nothing'], ['kubernetes.default.svc / a']]);
  expect(flow.links[0]).toEqual([
    { from: 'k8s/<b>', to: 'nothing', kind: 'unwatched', manifests: 1 },
    { from: 'k8s/a', to: 'argocd/a', kind: 'deployed', manifests: 2 },
  ]);
  expect(flow.links[1]).toEqual([
    { from: 'argocd/a', to: 'kubernetes.default.svc / a', kind: 'deployed', manifests: 2 },
  ]);
  const picture = flowPicture(flow, 'routes');
  expect(picture).not.toContain('<b>');
  expect(picture).not.toContain('NaN');
  expect(picture.match(/<path /g)).toHaveLength(3);
});
