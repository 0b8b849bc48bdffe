/** The root of a repository on GitHub as editors in the browser name it; the authority may go on with what is checked out. */
const GITHUB = /^vscode-vfs:\/\/github(?:\+[^/]*)?\/([\w.-]+)\/([\w.-]+)$/i;

/**
 * The Git configuration of a directory that is a hosted repository opened without a clone: its remote stands in its place.
 * @param directory with its scheme, as `pathOfUri` gives it. @returns undefined for any other directory.
 */
export function hostedGit(directory: string): string | undefined {
  const [, owner, name] = GITHUB.exec(directory) ?? [];
  return owner && name ? `[remote "origin"]\n\turl = https://github.com/${owner}/${name}.git\n` : undefined;
}
