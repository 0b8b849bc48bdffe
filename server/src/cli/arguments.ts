import { parseArgs } from 'node:util';
import { quoted, t } from '../l10n/t.ts';
import { FORMAT_NAMES } from '../report/formats.ts';

export interface CliOptions {
  readonly directories: readonly string[];
  readonly format: string;
  readonly output: string | undefined;
  readonly aliases: readonly string[];
  readonly explain: string | undefined;
  /** Compare with the merge base of HEAD and this reference. */
  readonly base: string | undefined;
  readonly failOn: 'error' | 'warning' | 'never';
  /** 0…100. */
  readonly failUnder: number | undefined;
  readonly baseline: string | undefined;
  readonly writeBaseline: boolean;
  /** Language of the text; the environment's when left out. */
  readonly lang: (typeof LANGUAGES)[number] | undefined;
  readonly help: boolean;
  readonly version: boolean;
}

/** A wrong use of the command line: what, and what to do. */
export class UsageError extends Error {}

const LANGUAGES = ['en', 'ko'] as const;
const FAIL_ON = ['error', 'warning', 'never'] as const;

/** @param args without the program's own name. @throws UsageError with one line for the user. */
export function parseArguments(args: readonly string[]): CliOptions {
  const { values, positionals } = parse(args);
  const format = values.format ?? 'text';
  if (!FORMAT_NAMES.includes(format))
    throw new UsageError(t`unknown format “${format}”: use one of ${FORMAT_NAMES.join(', ')}`);
  const failOn = FAIL_ON.find((name) => name === (values['fail-on'] ?? 'error'));
  if (!failOn) throw new UsageError(t`--fail-on ${values['fail-on'] ?? ''}: use error, warning or never`);
  const failUnder = values['fail-under'] === undefined ? undefined : Number(values['fail-under']);
  if (failUnder !== undefined && !(failUnder >= 0 && failUnder <= 100))
    throw new UsageError(t`--fail-under ${values['fail-under'] ?? ''}: use a percentage from 0 to 100`);
  if (values['write-baseline'] && values.baseline === undefined)
    throw new UsageError(t`--write-baseline needs --baseline FILE`);
  const lang = LANGUAGES.find((name) => name === values.lang);
  if (values.lang !== undefined && !lang) throw new UsageError(t`--lang ${values.lang}: use en or ko`);
  return {
    directories: positionals.length > 0 ? positionals : ['.'],
    format,
    output: values.output,
    aliases: values.alias ?? [],
    explain: values.explain,
    base: values.base,
    failOn,
    failUnder,
    baseline: values.baseline,
    writeBaseline: values['write-baseline'] ?? false,
    lang,
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        output: { type: 'string' },
        alias: { type: 'string', multiple: true },
        explain: { type: 'string' },
        base: { type: 'string' },
        'fail-on': { type: 'string' },
        'fail-under': { type: 'string' },
        baseline: { type: 'string' },
        'write-baseline': { type: 'boolean' },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    throw new UsageError(t`${quoted((error as Error).message.split('. ')[0] ?? '')}: see argocd-coverage --help`);
  }
}

/** What `--help` prints. */
export const help = (): string => t`argocd-coverage [DIR…] [options]
argocd-coverage mcp [DIR…]

Tells which Kubernetes manifests of a repository Argo CD deploys, which it does not, and why.
No cluster, no network.

  DIR                       a directory in a Git repository (default .); several are one workspace
  --format FORMAT           ${FORMAT_NAMES.join(', ')} (default text)
  --output FILE             write the report there
  --alias URL               this URL is this repository too (repeatable)
  --explain FILE[:LINE]     what the editor's hover says about this file
  --base REF                what merging the changes since the merge base with REF brings into effect
  --fail-on LEVEL           error (default), warning or never: what makes the exit code 1
  --fail-under PERCENT      exit 1 when coverage is lower
  --baseline FILE           findings recorded there do not fail
  --write-baseline          record the findings of now in the baseline
  --lang LANGUAGE           en or ko (default from the environment)
  --version, --help
  mcp                       serve language models on stdin and stdout (Model Context Protocol)

Exit codes: 0 nothing that fails, 1 findings, 2 wrong usage or an unreadable repository.
`;
