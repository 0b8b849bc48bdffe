import { quoteGo } from '../yaml/quoteGo.ts';
import type { Node } from './nodes.ts';

/** A node as Go prints it in messages (node.go String). Bodies of branches are left out: no message shows them. */
export function nodeText(node: Node): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'action':
      return `{{${nodeText(node.pipe)}}}`;
    case 'list':
      return node.nodes.map(nodeText).join('');
    case 'template':
      return `{{template ${quoteGo(node.name)}${node.pipe === undefined ? '' : ` ${nodeText(node.pipe)}`}}}`;
    case 'if':
    case 'with':
    case 'range':
      return `{{${node.type} ${nodeText(node.pipe)}}}`;
    case 'break':
    case 'continue':
    case 'end':
    case 'else':
      return `{{${node.type}}}`;
    case 'pipe': {
      const names = node.declarations.map(nodeText).join(', ');
      const declared = names === '' ? '' : `${names} ${node.isAssign ? '=' : ':='} `;
      return declared + node.commands.map(nodeText).join(' | ');
    }
    case 'command':
      return node.args.map(parenthesized).join(' ');
    case 'variable':
      return node.names.join('.');
    case 'field':
      return node.names.map((name) => `.${name}`).join('');
    case 'chain':
      return parenthesized(node.node) + node.names.map((name) => `.${name}`).join('');
    case 'identifier':
      return node.name;
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'bool':
      return String(node.value);
    case 'string':
      return node.quoted;
    case 'number':
      return node.text;
  }
}

function parenthesized(node: Node): string {
  return node.type === 'pipe' ? `(${nodeText(node)})` : nodeText(node);
}
