import { isObject } from '../../applications/json.ts';
import { isWithin } from '../../files/paths.ts';
import { compileGobwas } from '../../globs/gobwas.ts';
import { t } from '../../l10n/t.ts';
import { lineAfter, lineStart, replaceScalar } from '../edits.ts';
import { findSource, sourceText } from './editApplication.ts';
import { type ActionProvider, absolute, textFact } from './provider.ts';

/** Lets a file in that `directory.include` does not name, or that `directory.exclude` does. */
export const widenPattern: ActionProvider = {
  id: 'widenPattern',
  offer(context, { manifest, file }) {
    const nearest = manifest?.verdict.nearest;
    if (manifest?.verdict.reason !== 'excluded-by-source' || !nearest?.root || nearest.root.type !== 'Directory')
      return [];
    const text = sourceText(context, nearest.app, nearest.source);
    const directory = nearest.root.request?.source['directory'];
    if (!text || !isObject(directory) || !isWithin(file, nearest.root.path)) return [];
    const name = nearest.root.path === '' ? file : file.slice(nearest.root.path.length + 1);
    const change = changePatterns(directory['include'], directory['exclude'], name);
    if (!change) return [];
    const facts = {
      app: nearest.app.id,
      source: nearest.source.at.join('.'),
      key: change.key,
      pattern: change.pattern,
    };
    const title = change.key === 'include' ? t`Widen include in ${text.file}` : t`Narrow exclude in ${text.file}`;
    return [{ title, kind: 'quickfix', code: 'excluded-by-source', preferred: true, facts }];
  },
  resolve(context, at) {
    const found = findSource(context, at.facts['app'], at.facts['source']);
    const text = found && sourceText(context, found.app, found.source);
    const key = textFact(at, 'key');
    const pattern = textFact(at, 'pattern');
    const path = text && [...text.path, 'directory', key ?? ''];
    const span = path && text.document.valueSpan(path);
    if (!text || !span || pattern === undefined) return undefined;
    const edit =
      pattern === ''
        ? { span: { start: lineStart(text.text, span.start), end: lineAfter(text.text, span.end) }, text: '' }
        : replaceScalar(text.text, span, pattern);
    return { steps: [{ type: 'edit', path: absolute(text.repository, text.file), edits: [edit] }] };
  },
};

/** The pattern that lets `name` in; an empty one stands for taking the line away. Only changes that really let it in are offered. */
function changePatterns(
  include: unknown,
  exclude: unknown,
  name: string,
): { key: 'include' | 'exclude'; pattern: string } | undefined {
  if (typeof exclude === 'string' && exclude !== '' && matches(exclude, name)) {
    const items = alternatives(exclude);
    const rest = items.filter((item) => !matches(item, name));
    if (typeof include === 'string' && include !== '' && !matches(include, name)) return undefined;
    if (rest.length === items.length) return undefined;
    return {
      key: 'exclude',
      pattern: rest.length === 0 ? '' : rest.length === 1 ? (rest[0] as string) : `{${rest.join(',')}}`,
    };
  }
  if (typeof include !== 'string' || include === '') return undefined;
  const literal = name.replace(/[*?[\]{}\\,!]/g, '\\$&');
  const pattern = `{${[...alternatives(include), literal].join(',')}}`;
  return matches(pattern, name) ? { key: 'include', pattern } : undefined;
}

function alternatives(pattern: string): string[] {
  const list = /^\{([^{}\\]*)\}$/.exec(pattern);
  return list ? (list[1] as string).split(',') : [pattern];
}

function matches(pattern: string, text: string): boolean {
  const compiled = compileGobwas(pattern);
  return 'match' in compiled && compiled.match(text);
}
