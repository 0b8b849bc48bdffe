import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterEach, expect, test } from 'vitest';
import ko from '../../server/src/l10n/ko.json' with { type: 'json' };
import { setLanguage, t } from '../../server/src/l10n/t.ts';

/** The keys of every message of the server, read from its sources. */
function usedKeys(): Set<string> {
  const keys = new Set<string>();
  for (const file of readdirSync('server/src', { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const text = readFileSync(join('server/src', file), 'utf8');
    if (!text.includes('t`')) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 't') keys.add(keyOf(node.template));
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  }
  return keys;
}

function keyOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.templateSpans.reduce((text, span, i) => `${text}{${i}}${span.literal.text}`, template.head.text);
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\d+\}/g)].map(String).sort();

afterEach(() => setLanguage('en'));

test('every message has its Korean, and nothing else stands in the bundle', () => {
  const used = usedKeys();
  const bundle = new Set(Object.keys(ko));
  expect([...used].filter((key) => !bundle.has(key))).toEqual([]);
  expect([...bundle].filter((key) => !used.has(key))).toEqual([]);
});

test('a translation has the placeholders of its message', () => {
  const wrong = Object.entries<string>(ko).filter(
    ([key, text]) => placeholders(key).join() !== [...new Set(placeholders(text))].join(),
  );
  expect(wrong).toEqual([]);
});

test('values are put in their places, in English where there is no bundle', () => {
  setLanguage('fr_FR.UTF-8');
  expect(t`${'a'} is in ${2}`).toBe('a is in 2');
});
