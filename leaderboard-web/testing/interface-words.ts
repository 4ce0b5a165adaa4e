import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isNode, literalOf, type Node, nodesIn, syntaxTree } from './syntax-tree';

/** Folders whose text a reader of the site may see. */
const folders = ['app', 'components', 'lib', 'pages'];

/** Text that is for programs, or stands in files that are the same in every language, or is the API's English beside the API's own. */
const notInterface =
  /\.test\.tsx?$|\/route\.ts$|^lib\/(api|board-export|board-snippets|bibtex|verify-commands|oidc-cookie|missing-reasons|narrow-board|same-site-form|markdown)\.ts$|^lib\/upload\/(tar-archive|resumable-upload|submit)\.ts$/;

/** Attributes whose value is read or heard. */
const spoken =
  /^(aria-label|aria-description|aria-roledescription|title|placeholder|alt|label|data-label|caption|summary|words|name|heading|detail)$/;

/** Names and terms that are the same in every language. */
const terms = new Set([
  'API',
  'BibTeX',
  'CPU',
  'CSV',
  'F1',
  'GPU',
  'INVALID',
  'JSON',
  'Node.js',
  'Paretoboard',
  'SHA-256',
  'UTC',
  'VALID',
  'dB',
  'doi',
  'log',
  'ms',
]);

/** Whether a text has words that belong to one language. */
function hasWords(text: string): boolean {
  const parts = text.split(/[\s:;,()·/[\]]+/).filter((part) => /\p{L}{2}/u.test(part));
  return parts.some((part) => !terms.has(part.replace(/[.…]$/, '')) && !/^(p\d\d(Ms)?|\.\w+)$/.test(part));
}

/** Three words in a row, or two that begin as a sentence does; no list of CSS classes is one. */
function isProse(text: string): boolean {
  return /\p{Lu}\p{L}+[,;:.’]? \p{L}|\p{L}{2,}[,;:.’]? \p{L}+[,;:.’]? \p{L}/u.test(text) && hasWords(text);
}

/** Where a literal stands: what a reader sees or hears, code, an attribute that nobody reads, or where nothing below is of interest. */
type Place = 'visible' | 'code' | 'unread' | 'hidden';

function nameOf(node: unknown): string {
  return isNode(node) ? String(node['value'] ?? '') : '';
}

/** Code and what is marked as English is no text of the interface. */
function isMarked(element: Node): boolean {
  const opening = element['opening'] as { name: unknown; attributes: Node[] };
  const isEnglish = (attribute: Node) => nameOf(attribute['name']) === 'lang' && nameOf(attribute['value']) === 'en';
  return nameOf(opening.name) === 'code' || opening.attributes.some(isEnglish);
}

/** Imports, types and errors are for programmers. */
const forProgrammers = /^(ImportDeclaration|Export(All|Named)Declaration|Ts(?!As|NonNull|Satisfies|Const).*)$/;

function placeOf(node: Node, place: Place): Place {
  if (forProgrammers.test(node.type)) return 'hidden';
  if (node.type === 'NewExpression' && /Error$/.test(nameOf(node['callee']))) return 'hidden';
  if (node.type === 'JSXElement') return isMarked(node) ? 'hidden' : 'visible';
  if (node.type === 'JSXFragment') return 'visible';
  if (node.type === 'JSXAttribute') return spoken.test(nameOf(node['name'])) ? 'visible' : 'unread';
  // What a call is given, and what a function does, is code again, inside of an element too.
  if (/^(CallExpression|ArrowFunctionExpression|MemberExpression|ObjectExpression)$/.test(node.type)) return 'code';
  return place;
}

/** Of a comparison neither side is shown, of `a && b` only the second. */
function shownParts(node: Node): unknown[] {
  if (node.type === 'JSXAttribute') return [node['value']];
  // The name of a field is for programs, that of a component of ours for readers.
  if (node.type === 'JSXOpeningElement' && /^[a-z]/.test(nameOf(node['name'])))
    return (node['attributes'] as Node[]).filter((attribute) => nameOf(attribute['name']) !== 'name');
  if (node.type === 'ConditionalExpression') return [node['consequent'], node['alternate']];
  if (node.type !== 'BinaryExpression') return Object.values(node);
  if (/^[=!<>]/.test(String(node['operator']))) return [];
  return node['operator'] === '&&' ? [node['right']] : [node['left'], node['right']];
}

function isFound(text: string, place: Place): boolean {
  if (place === 'visible') return hasWords(text);
  return place === 'code' && isProse(text);
}

/** Words of one language in a source file. */
export function hardCodedWords(source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node, outer: Place): void => {
    const place = placeOf(node, outer);
    if (place === 'hidden') return;
    const text = literalOf(node);
    if (text !== null && isFound(text, place)) found.push(text.trim().replace(/\s+/g, ' '));
    for (const part of nodesIn(shownParts(node))) visit(part, place);
  };
  visit(syntaxTree(source), 'code');
  return found;
}

/** Words of one language in the site's pages and components. @param root the folder of the site */
export function hardCodedWordsOf(root: string): string[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(root, folder, path)),
  );
  return paths
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, name: relative(root, path).replaceAll('\\', '/') }))
    .filter(({ name }) => !notInterface.test(name))
    .flatMap(({ path, name }) => hardCodedWords(readFileSync(path, 'utf8')).map((word) => `${name}: ${word}`));
}
