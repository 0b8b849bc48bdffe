import { createEngine } from '../../server/src/engine.ts';
import { lineOf } from '../../server/src/features/context.ts';
import { nodeFileSystem } from '../../server/src/files/nodeFileSystem.ts';

/** Prints every route of a repository other than Argo CD with what it reaches, for a person to read. */
export async function printRoutes(root: string, show: number): Promise<void> {
  const engine = createEngine({ fileSystem: nodeFileSystem() });
  engine.setFolders([root]);
  await engine.index();
  for (const repository of engine.workspace.repositories()) {
    const { otherRoutes } = repository;
    const started = performance.now();
    const all = otherRoutes.all();
    const reaching = all.filter(({ files }) => files.length > 0);
    const { other } = engine.summary();
    console.log(
      `${repository.id.split('/').pop()}: ${all.length} routes, ${reaching.length} reach files, ${other} manifests “other”, ${otherRoutes.creations().length} creations, ${otherRoutes.describedApplications().length} Applications described, ${otherRoutes.notes().length} notes, ${Math.round(performance.now() - started)} ms`,
    );
    for (const route of reaching.slice(0, show)) {
      console.log(
        `  ${route.certain ? ' ' : '?'} ${route.kind} ${route.at.file}:${lineOf(repository, route.at)}  ${route.text}`,
      );
      if (route.why !== undefined) console.log(`      ${route.why}`);
      console.log(
        `      ${route.files.slice(0, 6).join(' ')}${route.files.length > 6 ? ` … ${route.files.length}` : ''}`,
      );
    }
    for (const note of otherRoutes.notes().slice(0, show)) console.log(`  note: ${note}`);
  }
}
