/** What `kustomize.buildOptions` of Argo CD switches on. */
export interface BuildOptions {
  /** Whether plain files must lie in or below the kustomization that names them. */
  readonly restricted: boolean;
  /** Whether charts are inflated; undefined when nothing tells. */
  readonly helm: boolean | undefined;
  /** Whether generator and transformer plugins outside kustomize itself run; undefined when nothing tells. */
  readonly plugins: boolean | undefined;
}

/** Reads the options as the kustomize command does (kustomize/commands/build/build.go); undefined means that nothing tells. */
export function parseBuildOptions(text: string | undefined): BuildOptions {
  if (text === undefined) return { restricted: true, helm: undefined, plugins: undefined };
  const words = text.split(/\s+/).filter((word) => word !== '');
  return {
    restricted: flagValue(words, '--load-restrictor') !== 'LoadRestrictionsNone',
    helm: isSet(words, '--enable-helm'),
    plugins: isSet(words, '--enable-alpha-plugins') || isSet(words, '--enable-exec'),
  };
}

function isSet(words: readonly string[], flag: string): boolean {
  const word = words.findLast((candidate) => candidate === flag || candidate.startsWith(`${flag}=`));
  return word !== undefined && word !== `${flag}=false`;
}

function flagValue(words: readonly string[], flag: string): string | undefined {
  const at = words.findLastIndex((word) => word === flag || word.startsWith(`${flag}=`));
  if (at < 0) return undefined;
  const word = words[at] as string;
  return word === flag ? words[at + 1] : word.slice(flag.length + 1);
}
