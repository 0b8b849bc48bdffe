import { readCodeOwners } from '../../../server/src/globs/codeOwners.ts';
import { compileDoublestar } from '../../../server/src/globs/doublestar.ts';
import { compileGitPathspec } from '../../../server/src/globs/gitPathspec.ts';
import { compileGobwas } from '../../../server/src/globs/gobwas.ts';
import { compilePathMatch } from '../../../server/src/globs/pathMatch.ts';
import type { Target } from '../target.ts';

/** What patterns are tried on. */
const TEXTS = ['', 'a/b/c.yaml', 'a'.repeat(300), 'a/'.repeat(150), `${'ab'.repeat(150)}é`, '__proto__'];

/** Patterns of every dialect, one a line, and those of CODEOWNERS. */
export const globs: Target = {
  name: 'globs',
  governs: true,
  world: `
    //- CODEOWNERS
    * @all
    /plain/[^a] @a @b # why
    **/a/**/b*{a,b{c}} mail@example.test
    [Section][2] @c
    my\\ file @d
    //- plain/a.yaml
    apiVersion: v1
    kind: Service
    metadata: { name: a }
  `,
  hostile: ['CODEOWNERS'],
  pieces:
    '*~**~?~[~]~[a-~[!~[^~[[:alpha:]]~{~}~,~{a,b}~\\~/~a~b~é~!~.~..~**/~/**~+(a|b)~!(a)~{1..1000000}~\n~ @a~^[A]~#'.split(
      '~',
    ),
  corpus: /CODEOWNERS$/,
  check(text) {
    for (const pattern of text.split('\n').slice(0, 8)) {
      const compiled = [
        compileGobwas(pattern),
        compileGobwas(pattern, '/'),
        compilePathMatch(pattern),
        compileGitPathspec(pattern),
        compileDoublestar(pattern),
      ];
      for (const glob of compiled) if (!('error' in glob)) for (const one of TEXTS) glob.match(one);
    }
    for (const dialect of ['github', 'gitlab'] as const) for (const one of TEXTS) readCodeOwners(text, dialect)(one);
    return undefined;
  },
};
