import type { Tree } from '../../files/tree.ts';
import type { Span } from '../../problems/problem.ts';
import type { GitRepository, ImperativeCreation, RouteDraft, RouteKind } from '../model.ts';
import type { MappedText } from '../sourceMap.ts';

/** Commands that something runs, taken out of the file that carries them. */
export interface Script {
  readonly language: 'shell' | 'powershell';
  readonly text: MappedText;
  /**
   * Directories the script may be started in, in the order of their likelihood: the one that holds a path counts. With
   * `BASE_MARK` before it: the directory of the start that holds the repository.
   */
  readonly starts: readonly string[];
  /** Where it is when it begins, as a marked path: `BASE_MARK` unless the file changes the directory first. */
  readonly directory: string;
  /** Variables with values that the file tells; `UNKNOWN_TEXT` in them stands for what it can't. */
  readonly variables: ReadonlyMap<string, string>;
  /** The script's own file, for `$0`; undefined where it is run from memory. */
  readonly file?: string;
  /** People are told to run it; nothing does by itself. */
  readonly documented?: boolean;
  /** It runs inside a cluster, away from the files of the repository. */
  readonly inCluster?: true;
}

/** What a host found in one file. */
export interface HostContent {
  readonly scripts: readonly Script[];
  /** What the file says without a command: releases, resources, tasks. */
  readonly routes?: readonly RouteDraft[];
  /** Stretches that it hands to a cluster as they stand in it. */
  readonly applied?: readonly { readonly span: Span; readonly kind: RouteKind }[];
  /** What it declares to be made besides manifests. */
  readonly creations?: readonly ImperativeCreation[];
  readonly gitRepositories?: readonly GitRepository[];
  /** What couldn't be read, in whole sentences. */
  readonly notes: readonly string[];
}

/** One kind of file that carries commands. One file a host; `table.ts` lists them. */
export interface Host {
  readonly name: string;
  /** The file says what it deploys without a command, so that no program's name need stand in it. */
  readonly declares?: boolean;
  /** Whether a path is such a file, by its name alone. */
  matches(path: string): boolean;
  /** Takes the commands out. Never throws; what is broken becomes a note. */
  read(tree: Tree, path: string, text: string): HostContent;
}

export const NOTHING: HostContent = { scripts: [], notes: [] };
/** Stands at the front of a path that counts from the repository's root, whatever the working directory; a noncharacter. */
export const ROOT_MARK = '\ufdd1';
/** Stands at the front of a path that counts from the directory the script was started in; a noncharacter. */
export const BASE_MARK = '\ufdd2';
