import { AGENT_TOOLS, runAgentTool } from '../agents/table.ts';
import { createEngine } from '../engine.ts';
import { nodeFileSystem } from '../files/nodeFileSystem.ts';
import { UsageError } from './arguments.ts';

/**
 * Serves language models on stdin and stdout until the client has gone. The protocol is a bundle of its own, `mcp.js` beside
 * this one, so that nobody else pays for loading it.
 * @param directories absolute; several are one workspace. @throws UsageError when the bundle is not there.
 */
export async function serveTools(directories: readonly string[], version: string): Promise<void> {
  const { serveMcp } = await protocol();
  const engine = createEngine({ fileSystem: nodeFileSystem() });
  engine.setFolders(directories);
  await serveMcp({
    version,
    tools: AGENT_TOOLS,
    call(name, input) {
      // Between two calls the model, or the person beside it, has edited files.
      engine.refresh();
      return runAgentTool(engine.features, name, input);
    },
  });
}

async function protocol(): Promise<typeof import('../mcp.ts')> {
  try {
    return await import('../mcp.ts');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('mcp.js is missing: put it beside cli.js');
  }
}
