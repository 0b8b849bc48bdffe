import { expect, test } from 'vitest';
import { templateManifests } from '../../server/src/manifests/templateManifests.ts';

test('each stretch with a kind line is a document; templated names are null', () => {
  const text =
    '{{- if .Values.on }}\napiVersion: v1\nkind: Service\nmetadata:\n  labels:\n    name: {{ .x }}\n  name: web\n---\n{{ include "x" . }}\n---\nkind: {{ .Values.kind }}\nmetadata:\n  {{- with .y }}\n  name: {{ .Release.Name }}\n';
  expect(templateManifests(text).map(({ index, apiVersion, kind, name }) => [index, apiVersion, kind, name])).toEqual([
    [0, 'v1', 'Service', 'web'],
    [2, '', '{{ .Values.kind }}', null],
  ]);
});
