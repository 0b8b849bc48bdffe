import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { AgentTool } from './agents/agentTool.ts';
import type { ToolAnswer } from './agents/table.ts';

/** What the protocol is spoken for: the command line brings the engine, so that this bundle holds the protocol alone. */
export interface McpHost {
  readonly version: string;
  readonly tools: readonly AgentTool[];
  call(name: string, input: unknown): ToolAnswer;
}

/** Speaks the Model Context Protocol on stdin and stdout. Resolves when the client has gone. */
export async function serveMcp(host: McpHost): Promise<void> {
  const server = new Server(
    { name: 'argocd-coverage', title: 'Argo CD Coverage', version: host.version },
    {
      capabilities: { tools: {} },
      instructions:
        'Tells from the files of a Git repository what Argo CD deploys, and why not. It sees no cluster, changes nothing, and reads the files anew for each call.',
    },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: host.tools.map(({ name, title, description, input }) => ({
      name,
      title,
      description,
      inputSchema: { ...input, required: [...input.required] },
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const { text, failed } = host.call(params.name, params.arguments);
    return { content: [{ type: 'text', text }], isError: failed };
  });
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once('end', resolve);
  });
  await server.connect(new StdioServerTransport());
  await closed;
  await server.close();
}
