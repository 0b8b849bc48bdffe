import { isScalar } from 'yaml';
import type { YamlFile, YamlPath } from '../documents/yamlFile.ts';
import { quoted, t } from '../l10n/t.ts';
import type { Settings, SettingsProblem } from './model.ts';
import { type Complaint, isMapping, unknownKey } from './readers.ts';
import { SETTING_KEYS, valueAt } from './table.ts';

/** One place settings come from: its values, and how to tell what is wrong with them. */
interface SettingsSource {
  readonly kind: SettingsProblem['source'];
  readonly values: Readonly<Record<string, unknown>>;
  complain(path: YamlPath, sentence: Complaint, onKey?: boolean): void;
  written(path: YamlPath): string | undefined;
}

/** Lays what a source says over the settings so far. */
export function readSource(base: Settings, source: SettingsSource): Settings {
  let settings = base;
  for (const key of SETTING_KEYS) {
    if (key.fileOnly && source.kind !== 'file') continue;
    const value = valueAt(source.values, key.path);
    if (value === undefined) continue;
    settings =
      key.apply(settings, value, {
        complain: (path, sentence, onKey) => source.complain([...key.path, ...path], sentence, onKey),
        written: (path) => source.written([...key.path, ...path]),
      }) ?? settings;
  }
  if (source.kind === 'file') complainOfUnknownKeys(source, source.values, []);
  return settings;
}

/** The file’s first document. Undefined, with the reason told, when it holds no mapping; an empty file is fine. */
export function yamlSource(file: YamlFile, problems: SettingsProblem[]): SettingsSource | undefined {
  const document = file.documents[0];
  if (!document) return undefined;
  const values = document.value();
  for (const { message, span } of document.problems)
    problems.push({ message: t`The settings can’t be read: ${quoted(message)}`, key: '', source: 'file', span });
  if (document.problems.length > 0 || values === undefined || values === null) return undefined;
  if (!isMapping(values)) {
    problems.push({ message: t`The settings must be a mapping.`, key: '', source: 'file', span: document.span });
    return undefined;
  }
  return {
    kind: 'file',
    values,
    complain(path, sentence, onKey) {
      const span = onKey ? document.keySpan(path) : document.valueSpan(path);
      problems.push({
        message: sentence(path.join('.')),
        key: path.join('.'),
        source: 'file',
        span: span ?? document.keySpan(path) ?? document.span,
      });
    },
    written(path) {
      const node: unknown = document.raw.getIn([...path], true);
      return isScalar(node) ? node.source : undefined;
    },
  };
}

/** What a client sends: the section itself or an object around it, nested or with dotted keys. */
export function editorSource(given: Readonly<Record<string, unknown>>, problems: SettingsProblem[]): SettingsSource {
  const section = isMapping(given['argocdCoverage']) ? given['argocdCoverage'] : given;
  const values: Record<string, unknown> = { ...section };
  for (const { path } of SETTING_KEYS) {
    const [group, name] = path;
    const dotted = section[path.join('.')];
    if (group === undefined || name === undefined || dotted === undefined) continue;
    values[group] = { ...(isMapping(values[group]) ? values[group] : {}), [name]: dotted };
  }
  return {
    kind: 'editor',
    values,
    complain(path, sentence) {
      const key = `argocdCoverage.${path.join('.')}`;
      problems.push({ message: sentence(key), key, source: 'editor' });
    },
    written: () => undefined,
  };
}

/** Tells keys that no setting has; only in the file, where nobody else’s keys stand. */
function complainOfUnknownKeys(source: SettingsSource, values: unknown, path: readonly string[]): void {
  const below = SETTING_KEYS.filter((key) => path.every((segment, i) => key.path[i] === segment));
  if (below.some((key) => key.path.length === path.length)) return;
  if (!isMapping(values)) {
    if (values !== null) source.complain(path, (name) => t`“${name}” must be a mapping.`);
    return;
  }
  const known = [...new Set(below.map((key) => key.path[path.length] as string))];
  for (const [name, value] of Object.entries(values)) {
    if (known.includes(name)) complainOfUnknownKeys(source, value, [...path, name]);
    else source.complain([...path, name], unknownKey(name, known), true);
  }
}
