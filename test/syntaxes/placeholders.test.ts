import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const INJECTION = 'source.argocd-placeholders.injection';

let yaml: IGrammar;

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer as ArrayBuffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    getInjections: (scope) => (scope === 'source.yaml' ? [INJECTION] : []),
    async loadGrammar(scope) {
      const file =
        scope === INJECTION
          ? 'syntaxes/argocd-placeholders.tmLanguage.json'
          : scope === 'source.yaml'
            ? require.resolve('tm-grammars/grammars/yaml.json')
            : undefined;
      return file === undefined ? null : textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
  });
  const loaded = await registry.loadGrammar('source.yaml');
  if (!loaded) throw new Error('no grammar for YAML');
  yaml = loaded;
});

/** `text → scope` for each token that our grammar names, over all lines. */
function placeholders(text: string): string[] {
  let state = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = yaml.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const own = scopes.filter((scope) => scope.endsWith('.argocd') && !scope.startsWith('meta.'));
      const word = line.slice(startIndex, endIndex);
      return own.length > 0 && !own.some((scope) => scope.startsWith('punctuation')) ? [`${word} → ${own.at(-1)}`] : [];
    });
  });
}

const P = 'variable.parameter.argocd';

describe('placeholders in YAML strings', () => {
  it.each([
    ["name: 'web-{{env}}'", [`env → ${P}`]],
    ['name: "{{ path.basename }}-{{path[1]}}"', [`path.basename → ${P}`, `path[1] → ${P}`]],
    ['path: apps/{{metadata.labels.env}}/x', [`metadata.labels.env → ${P}`]],
    ["name: '{{.path.basename}}'", [`.path.basename → ${P}`]],
    [
      `name: '{{ .name | default "x" }}'`,
      [
        `.name → ${P}`,
        '| → keyword.operator.argocd',
        'default → support.function.argocd',
        '"x" → string.quoted.double.argocd',
      ],
    ],
    [
      'a: \'{{- if eq .env "a}}b" }}y{{ end -}}\'',
      [
        'if → keyword.control.argocd',
        'eq → support.function.argocd',
        `.env → ${P}`,
        '"a}}b" → string.quoted.double.argocd',
        'end → keyword.control.argocd',
      ],
    ],
    [
      "a: '{{ $x := index .path.segments 1 }}'",
      [
        '$x → variable.other.argocd',
        ':= → keyword.operator.argocd',
        'index → support.function.argocd',
        `.path.segments → ${P}`,
        '1 → constant.numeric.argocd',
      ],
    ],
    ["a: '{{/* why */}}'", ['/* why */ → comment.block.argocd']],
    [
      'templatePatch: |\n  spec:\n    x: {{ .values.x | toJson }}',
      [`.values.x → ${P}`, '| → keyword.operator.argocd', 'toJson → support.function.argocd'],
    ],
  ])('%s', (text, expected) => {
    expect(placeholders(text)).toEqual(expected);
  });

  it.each([
    'key: value # {{ not in comments }}',
    'run: echo ${{ github.sha }}',
    "open: '{{ never closed'",
    'json: \'{"a": 1}\'',
    'flow: { a: { b: c } }',
  ])('leaves %s alone', (text) => {
    expect(placeholders(text)).toEqual([]);
  });

  it('keeps the scopes of YAML, and ends with the string', () => {
    const { tokens } = yaml.tokenizeLine("name: 'a-{{env}}' # c", textmate.INITIAL);
    const scopesOf = (index: number): string =>
      tokens.find(({ startIndex, endIndex }) => startIndex <= index && index < endIndex)?.scopes.join(' ') ?? '';
    expect(scopesOf(11)).toMatch(/^source\.yaml .*string\.quoted\.single.*variable\.parameter\.argocd$/);
    expect(scopesOf(20)).toMatch(/comment/);
    expect(scopesOf(1)).toMatch(/entity\.name\.tag/);
  });
});
