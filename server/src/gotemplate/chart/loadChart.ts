import type { GoMap } from '../values.ts';
import { unmarshalYaml } from '../yaml/readYaml.ts';
import type { Chart, ChartFile } from './chart.ts';
import { type ChartMetadata, readMetadata, validateMetadata } from './metadata.ts';

/** What could not be loaded, in Helm's words, and the file that says so. */
export interface ChartError {
  readonly error: string;
  readonly origin?: string;
}

export type LoadedChart = { readonly chart: Chart } | ChartError;

/** Charts in charts; a deeper one is hostile. */
const MAX_DEPTH = 20;

/**
 * Makes a chart of its files (`pkg/chart/loader/load.go` LoadFiles). The files are those that `.helmignore` leaves, in the
 * order of the walk. Reads Chart.yaml, requirements.yaml and values.yaml of the chart and its subcharts, nothing else.
 */
export function loadChart(files: readonly ChartFile[], helmMajor: 3 | 4, depth = 0): LoadedChart {
  const named = new Map(files.map((file) => [file.path, file]));
  const chartYaml = named.get('Chart.yaml');
  let metadata: ChartMetadata | undefined;
  if (chartYaml) {
    const read = readMetadata(chartYaml.text() ?? '');
    if ('error' in read) return { error: `cannot load Chart.yaml: ${read.error}`, origin: chartYaml.origin };
    metadata = read.metadata;
  }
  const requirements = named.get('requirements.yaml');
  if (requirements) {
    const read = readMetadata(requirements.text() ?? '', metadata);
    if ('error' in read) return { error: `cannot load requirements.yaml: ${read.error}`, origin: requirements.origin };
    metadata = read.metadata;
  }
  const valuesFile = named.get('values.yaml');
  const values = valuesFile ? readValues(valuesFile, helmMajor) : { value: new Map() };
  if ('error' in values) return { ...values, origin: valuesFile?.origin };
  const { templates, others, own, packed } = sortFiles(files, metadata?.apiVersion === 'v1');
  if (!metadata || (!chartYaml && metadata.name === '')) return { error: 'Chart.yaml file is missing' };
  const invalid = validateMetadata(metadata);
  if (invalid !== undefined) return { error: `validation: ${invalid}`, origin: chartYaml?.origin };
  const dependencies: Chart[] = [];
  const archives: ChartFile[] = [];
  for (const [name, members] of packed) {
    if (/^[_.]/.test(name)) continue;
    if (name.endsWith('.tgz')) {
      archives.push(...members);
      continue;
    }
    const inner = members.filter(({ path }) => path.includes('/'));
    if (depth >= MAX_DEPTH) return { error: 'charts are nested too deeply' };
    const loaded = loadChart(
      inner.map((file) => below(file, name)),
      helmMajor,
      depth + 1,
    );
    if ('error' in loaded)
      return {
        error: `error unpacking subchart ${name} in ${metadata.name}: ${loaded.error}`,
        origin: loaded.origin ?? members[0]?.origin,
      };
    dependencies.push(loaded.chart);
  }
  const schema = named.get('values.schema.json');
  return { chart: { metadata, values: values.value, schema, templates, files: others, own, dependencies, archives } };
}

function readValues(file: ChartFile, helmMajor: 3 | 4): { readonly value: GoMap } | { readonly error: string } {
  const { value, error } = unmarshalYaml(file.text() ?? '', 'map');
  if (error === undefined) return { value: value as GoMap };
  return { error: `cannot load values.yaml: ${helmMajor === 4 ? 'cannot unmarshal yaml document: ' : ''}${error}` };
}

const OWN = new Set([
  'Chart.yaml',
  'Chart.lock',
  'values.yaml',
  'values.schema.json',
  'requirements.yaml',
  'requirements.lock',
]);

function sortFiles(files: readonly ChartFile[], isV1: boolean) {
  const templates: ChartFile[] = [];
  const others: ChartFile[] = [];
  const own: ChartFile[] = [];
  const packed = new Map<string, ChartFile[]>();
  for (const file of files) {
    const { path } = file;
    if (OWN.has(path)) {
      own.push(file);
      // Charts of the first kind see their requirements as files.
      if (isV1 && path.startsWith('requirements.')) others.push(file);
    } else if (path.startsWith('templates/')) templates.push(file);
    else if (path.startsWith('charts/') && !path.endsWith('.prov')) {
      const inner = { ...file, path: path.slice('charts/'.length) };
      const name = inner.path.split('/', 1)[0] as string;
      packed.set(name, [...(packed.get(name) ?? []), inner]);
    } else others.push(file);
  }
  return { templates, others, own, packed };
}

function below(file: ChartFile, directory: string): ChartFile {
  return { ...file, path: file.path.slice(directory.length + 1) };
}
