import { parseSync } from '@swc/core';

/** A node of the syntax tree, of which only what is asked for below is looked at. */
export interface Node {
  type: string;
  [part: string]: unknown;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The whole of a TypeScript source file, with or without elements in it. */
export function syntaxTree(source: string): Node {
  return parseSync(source, { syntax: 'typescript', tsx: true }) as unknown as Node;
}

/** The nodes among values of a node's parts; the arguments of a call are wrapped once more. */
export function nodesIn(parts: readonly unknown[]): Node[] {
  return parts.flat().flatMap((part) => {
    if (isNode(part)) return [part];
    return typeof part === 'object' && part !== null ? Object.values(part).filter(isNode) : [];
  });
}

/** The text of a literal or of a piece of one; null of every other node. */
export function literalOf(node: Node): string | null {
  if (node.type === 'StringLiteral' || node.type === 'JSXText') return String(node['value']);
  return node.type === 'TemplateElement' ? String(node['cooked'] ?? '') : null;
}
