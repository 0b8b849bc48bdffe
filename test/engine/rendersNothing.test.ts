import { describe, expect, test } from 'vitest';
import { application, ROOT, testWorkspace } from '../harness/workspace.ts';

const CHART = 'apiVersion: v2\nname: web\nversion: 0.1.0\n';
const INGRESS =
  '{{- if .Values.ingress.enabled }}\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n{{- end }}\n';

function workspace(files: Record<string, string>): string {
  return Object.entries(files)
    .map(([path, text]) => `//- ${path}\n${text}`)
    .join('\n');
}

async function opened(files: Record<string, string>, file: string) {
  const made = await testWorkspace(workspace(files));
  const path = `${ROOT}/${file}`;
  const silent = made.engine.diagnostics(path).map(({ code }) => code);
  made.engine.open(path, made.files[path] as string);
  return { made, path, silent };
}

describe('renders-nothing', () => {
  const files = {
    'apps/web.yaml': application('web', 'path: web'),
    'web/Chart.yaml': CHART,
    'web/values.yaml': 'ingress: { enabled: false }\n',
    'web/templates/ingress.yaml': INGRESS,
  };

  test('an open template that no Application makes an object of names its condition', async () => {
    const { made, path, silent } = await opened(files, 'web/templates/ingress.yaml');
    expect(silent).toEqual([]);
    const [found] = made.engine.diagnostics(path);
    expect(found?.code).toBe('renders-nothing');
    expect(found?.severity).toBe('information');
    expect(found?.message).toContain('“if .Values.ingress.enabled” turns it off');
    expect(made.files[path]?.slice(found?.span.start, found?.span.end)).toBe('Ingress');
    expect(made.verdicts()).toContain('web/templates/ingress.yaml: deployed');
    made.engine.close(path);
    expect(made.engine.diagnostics(path)).toEqual([]);
  });

  test('--explain tells it of a file that is not open', async () => {
    const made = await testWorkspace(workspace(files));
    expect(made.engine.explain(`${ROOT}/web/templates/ingress.yaml`)).toContain('renders-nothing');
  });

  test('values that turn it on end it, and the hover tells what each Application makes', async () => {
    const { made, path } = await opened(files, 'web/templates/ingress.yaml');
    made.write('web/values.yaml', 'ingress: { enabled: true }\n');
    expect(made.engine.diagnostics(path)).toEqual([]);
    const offset = (made.files[path] as string).indexOf('Ingress');
    expect(made.engine.hover(path, offset)?.markdown).toContain('With the values of web: `Ingress/web`');
  });

  test('a template of a disabled subchart names what disables it', async () => {
    const { made, path } = await opened(
      {
        'apps/web.yaml': application('web', 'path: web'),
        'web/Chart.yaml': `${CHART}dependencies:\n- name: db\n  version: "*"\n  condition: db.enabled\n`,
        'web/values.yaml': 'db: { enabled: false }\n',
        'web/templates/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n',
        'web/charts/db/Chart.yaml': CHART.replace('web', 'db'),
        'web/charts/db/templates/b.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: b\n',
      },
      'web/charts/db/templates/b.yaml',
    );
    const [found] = made.engine.diagnostics(path);
    expect(found?.message).toContain('the subchart “db” is disabled (“db.enabled”)');
  });

  test('a condition inside of one that holds is the one that is named', async () => {
    const { made, path } = await opened(
      {
        ...files,
        'web/templates/ingress.yaml':
          '{{ if .Values.ingress }}\n# on\n{{ with .Values.host }}\nkind: Ingress\napiVersion: networking.k8s.io/v1\n{{ end }}\n{{ end }}\n',
      },
      'web/templates/ingress.yaml',
    );
    expect(made.engine.diagnostics(path)[0]?.message).toContain('“with .Values.host” turns it off');
  });
});
