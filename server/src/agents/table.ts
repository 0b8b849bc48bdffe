import type { FeatureContext } from '../features/context.ts';
import { type AgentTool, ToolError } from './agentTool.ts';
import { coverageSummary } from './coverageSummary.ts';
import { explainRoute } from './explainRoute.ts';
import { listUnwatched } from './listUnwatched.ts';
import { proposeHome } from './proposeHome.ts';

/** Every tool for language models, in the editor and over MCP. A new one is a file and a line here; then `npm run manifest`. */
export const AGENT_TOOLS: readonly AgentTool[] = [explainRoute, listUnwatched, proposeHome, coverageSummary];

export interface ToolAnswer {
  readonly text: string;
  /** The tool was used wrongly; the text tells what to do. */
  readonly failed: boolean;
}

/** Runs a tool by its name. Wrong input is answered, not thrown. */
export function runAgentTool(context: FeatureContext, name: string, input: unknown): ToolAnswer {
  const tool = AGENT_TOOLS.find((candidate) => candidate.name === name);
  try {
    if (!tool) throw new ToolError(`There is no tool ${name}: use ${AGENT_TOOLS.map((one) => one.name).join(', ')}.`);
    const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
    return { text: tool.run(context, given), failed: false };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { text: error.message, failed: true };
  }
}
