import { TemplateError } from './functionTypes.ts';
import type { BranchNode, ListNode, Node, Span } from './parse/nodes.ts';
import { nodeText } from './parse/nodeText.ts';
import { parseTrees } from './parse/parser.ts';

/** A condition as it is written, without its braces, and its place. */
export interface TurnedOff {
  readonly condition: string;
  readonly span: Span;
}

const NAME = 'template';

/**
 * The condition that keeps a template from giving an object: the outermost one around an object of which nothing was written.
 * @param written the stretches of the text that wrote something.
 */
export function turnedOff(text: string, written: readonly Span[]): TurnedOff | undefined {
  try {
    const root = parseTrees(NAME, text, () => true).get(NAME)?.root;
    return root && search(root, written);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

function search(list: ListNode, written: readonly Span[]): TurnedOff | undefined {
  for (const node of list.nodes) {
    if (!isBranch(node)) continue;
    for (const branch of [node.list, node.elseList]) {
      const extent = branch && extentOf(branch);
      if (!branch || !extent || !givesObject(branch)) continue;
      const ran = written.some(({ start, end }) => start >= extent.start && end <= extent.end);
      const found = ran ? search(branch, written) : { condition: nodeText(node).slice(2, -2), span: node.span };
      if (found) return found;
    }
  }
  return undefined;
}

function isBranch(node: Node): node is BranchNode {
  return node.type === 'if' || node.type === 'with' || node.type === 'range';
}

/** Whether a list can write an object: it says `kind:`, or takes its text from elsewhere. */
function givesObject(list: ListNode): boolean {
  return list.nodes.some((node) => {
    if (node.type === 'text') return /\bkind:/.test(node.text);
    if (node.type === 'template') return true;
    if (node.type === 'action') return /\b(?:include|tpl)\b/.test(nodeText(node));
    return isBranch(node) && [node.list, node.elseList].some((inner) => inner && givesObject(inner));
  });
}

/** From the first to the last of a list's own texts and actions. */
function extentOf(list: ListNode): Span | undefined {
  const spans = list.nodes.flatMap((node): Span[] => ('span' in node ? [node.span as Span] : []));
  const inner = list.nodes.flatMap((node) =>
    isBranch(node) ? [extentOf(node.list), node.elseList && extentOf(node.elseList)] : [],
  );
  const all = [...spans, ...inner].filter((span) => span !== undefined);
  if (all.length === 0) return undefined;
  return { start: Math.min(...all.map(({ start }) => start)), end: Math.max(...all.map(({ end }) => end)) };
}
