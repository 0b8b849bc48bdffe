import { performance } from 'node:perf_hooks';
import { DEFAULT_SOURCE_SETTINGS } from '../server/src/claims/claim.ts';
import { renderHelmSource } from '../server/src/claims/helmRender.ts';
import { memoryTree } from '../server/src/files/memoryTree.ts';
import { quantile } from './processes.ts';

const TEMPLATES = 30;

/** Milliseconds (median) to render a chart of thirty templates with helpers, loops, conditions and `toYaml`. */
export function renderTime(rounds: number): number {
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const tree = memoryTree(chart());
    const start = performance.now();
    const { objects, problems } = renderHelmSource({
      tree,
      source: {},
      path: 'chart',
      appName: 'app',
      appNamespace: 'argocd',
      destinationNamespace: 'app',
      project: 'default',
      refs: new Map(),
      multiSource: false,
      settings: DEFAULT_SOURCE_SETTINGS,
    });
    times.push(performance.now() - start);
    if (objects.length !== TEMPLATES || problems.length > 0)
      throw new Error(`The chart gave ${objects.length} objects: ${problems[0]?.message}`);
  }
  return quantile(times);
}

function chart(): Record<string, string> {
  const files: Record<string, string> = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
    'chart/values.yaml': 'image: { repository: ghcr.io/acme/app, tag: "1" }\nports: [80, 443]\nlabels: { tier: web }\n',
    'chart/templates/_helpers.tpl':
      '{{- define "name" }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" }}{{ end }}',
  };
  for (let i = 0; i < TEMPLATES; i++)
    files[`chart/templates/service-${i}.yaml`] = `apiVersion: v1
kind: Service
metadata:
  name: {{ include "name" . }}-${i}
  labels:
    {{- toYaml .Values.labels | nindent 4 }}
spec:
  ports:
  {{- range .Values.ports }}
    - port: {{ . }}
  {{- end }}
  {{- if eq .Values.image.tag "1" }}
  selector: { app: {{ .Values.image.repository | quote }} }
  {{- end }}
`;
  return files;
}
