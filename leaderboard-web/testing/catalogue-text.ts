import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from '../lib/languages.mjs';
import { literalOf, type Node, nodesIn, syntaxTree } from './syntax-tree';

function literalsOf(source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'ImportDeclaration') return;
    const text = literalOf(node);
    if (text !== null) found.push(text.replace(/\s+/g, ' ').trim());
    // A key is no message.
    const { key: _, ...parts } = node;
    for (const part of nodesIn(Object.values(parts))) visit(part);
  };
  visit(syntaxTree(source));
  return found;
}

function textsOf(language: Language): Set<string> {
  const folder = fileURLToPath(new URL(`../messages/${language}/`, import.meta.url));
  return new Set(readdirSync(folder).flatMap((name) => literalsOf(readFileSync(folder + name, 'utf8'))));
}

/** Messages of the first language, and pieces of such, that have words and are not the same in the second: on a page in the second they are out of place. */
export function textsOnlyIn(language: Language, other: Language): string[] {
  const others = textsOf(other);
  return [...textsOf(language)].filter((text) => /\p{L}{3}/u.test(text) && !others.has(text));
}
