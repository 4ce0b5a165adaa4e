import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A folder of the house, and the packages of the house that it may import. */
interface Part {
  readonly folder: string;
  readonly packageName: string | null;
  readonly mayImport: readonly string[];
}

const below = (...names: string[]) => names.map((name) => `@paretoboard/${name}`);

/** The longest folder comes first: `harness/contract` is not part of `harness`. */
export const parts: readonly Part[] = [
  { folder: 'harness/contract', packageName: '@paretoboard/contract', mayImport: [] },
  { folder: 'submissions/sdk', packageName: '@paretoboard/sdk', mayImport: below('contract') },
  {
    folder: 'submissions/cli',
    packageName: '@paretoboard/cli',
    mayImport: below('contract', 'sdk', 'harness', 'tasks', 'baselines'),
  },
  { folder: 'harness', packageName: '@paretoboard/harness', mayImport: below('contract', 'sdk') },
  { folder: 'tasks', packageName: '@paretoboard/tasks', mayImport: below('contract', 'sdk', 'harness') },
  {
    folder: 'baselines',
    packageName: '@paretoboard/baselines',
    mayImport: below('contract', 'sdk', 'harness', 'tasks'),
  },
  {
    folder: 'leaderboard-api',
    packageName: '@paretoboard/api',
    mayImport: below('contract', 'sdk', 'harness', 'tasks', 'baselines'),
  },
  { folder: 'leaderboard-web', packageName: '@paretoboard/web', mayImport: below('contract') },
  { folder: 'infra', packageName: null, mayImport: below('contract', 'api', 'harness') },
  {
    folder: 'test',
    packageName: null,
    mayImport: below('contract', 'sdk', 'harness', 'tasks', 'baselines', 'cli', 'api'),
  },
];

/** Parts that the tests of every part may reach into: they start the house as a whole. */
const testsMayAlsoReach: Readonly<Record<string, readonly string[]>> = { test: ['infra'] };

const generated = new Set(['node_modules', 'dist', '.next', 'test-results', 'coverage']);
const isSource = (name: string) => /\.(ts|tsx|mts|mjs|js)$/.test(name) && !name.endsWith('.d.ts');

/** Paths of all source files of the house, from the repository's root, with `/`. */
export function sourceFiles(repositoryRoot: string): string[] {
  return parts
    .filter(({ folder }) => !folder.includes('/') || folder.startsWith('submissions/'))
    .flatMap(({ folder }) => filesBelow(join(repositoryRoot, folder)))
    .map((path) => relative(repositoryRoot, path).split(sep).join('/'));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (generated.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() && isSource(entry.name) ? [path] : [];
  });
}

/** Static imports and re-exports at the start of a statement, dynamic imports and `require` with a literal name; not in comments. */
export function importedNames(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
  const patterns = [
    /(?<=^|[;}\n])\s*(?:import|export)\s+(?:type\s+)?(?:[\w*$\s{},]+?\s+from\s+)?['"]([^'"\n]+)['"]/g,
    /\b(?:import|require)\s*\(\s*['"]([^'"\n]+)['"]/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''));
}

function partOf(path: string): Part | undefined {
  return parts.find(({ folder }) => path === folder || path.startsWith(`${folder}/`));
}

/**
 * What is wrong with the imports of one file.
 * @param path of the file from the repository's root, with `/`
 * @returns one sentence for each violation
 */
export function violations(path: string, source: string): string[] {
  const part = partOf(path);
  if (!part) return [`${path}: lies in no part of the house`];
  return importedNames(source).flatMap((name) => {
    const problem = name.startsWith('.') ? relativeProblem(path, part, name) : packageProblem(part, name);
    return problem === null ? [] : [`${path} imports ${name}: ${problem}`];
  });
}

function relativeProblem(path: string, part: Part, name: string): string | null {
  const target = posix.join(posix.dirname(path), name);
  const reached = partOf(target);
  if (reached === part) return null;
  if (reached && testsMayAlsoReach[part.folder]?.includes(reached.folder)) return null;
  return `a relative import may not leave ${part.folder}`;
}

function packageProblem(part: Part, name: string): string | null {
  if (!name.startsWith('@paretoboard/')) return null;
  const [scope, packageName] = name.split('/');
  const wanted = `${scope}/${packageName}`;
  if (wanted === part.packageName || part.mayImport.includes(wanted)) return null;
  return `${part.folder} may import ${part.mayImport.join(', ') || 'nothing of the house'}`;
}

export function violationsBelow(repositoryRoot: string): string[] {
  return sourceFiles(repositoryRoot).flatMap((path) =>
    violations(path, readFileSync(resolve(repositoryRoot, path), 'utf8')),
  );
}

/** Root of the repository, from a file in `test/`. */
export const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));
