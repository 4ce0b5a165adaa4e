import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OnLoadResult, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import { z } from 'zod';

const ownPackages = /^@paretoboard\/(sdk|contract)\//;
/** Modules of our own packages: named by what was imported, so that no path of this machine gets into the bundle and its digest. */
const ownNamespace = 'paretoboard';
/** Marks a resolution that this plugin itself asked for. */
const asked = Symbol('asked by confine-imports');
/** Of source, all files together: a bundler needs many times as much memory, outside of the sandbox. */
const largestSourceBytes = 64 * 2 ** 20;
const ownFileSchema = z.object({ file: z.string() });

/** Distinct for distinct files, and the same wherever we are installed. */
function ownName({ path, importer }: OnResolveArgs, file: string): string {
  if (ownPackages.test(path)) return path;
  if (ownPackages.test(importer) && path.startsWith('.')) return `${dirname(importer)}/${basename(file)}`;
  return file.split(`${sep}node_modules${sep}`).at(-1)!;
}

async function resolve(build: PluginBuild, args: OnResolveArgs, root: string): Promise<OnResolveResult | undefined> {
  if (args.pluginData === asked) return undefined;
  const isOwn = ownPackages.test(args.path) || args.namespace === ownNamespace;
  const found = await build.resolve(args.path, {
    kind: args.kind,
    importer: args.importer,
    // A submission lies anywhere; the SDK lies beside us.
    resolveDir: ownPackages.test(args.path) ? dirname(fileURLToPath(import.meta.url)) : args.resolveDir,
    pluginData: asked,
  });
  if (found.errors.length > 0 || found.external) return found;
  if (isOwn) {
    return { path: ownName(args, found.path), namespace: ownNamespace, pluginData: { file: found.path } };
  }
  if (realpathSync(found.path).startsWith(root + sep)) return found;
  const text = `"${args.path}" lies outside the submission's folder`;
  return { errors: [{ text }] };
}

function load(pluginData: unknown): OnLoadResult {
  const { file } = ownFileSchema.parse(pluginData);
  return { contents: readFileSync(file), loader: file.endsWith('.ts') ? 'ts' : 'js', resolveDir: dirname(file) };
}

/** Refuses a file once all so far are too large; null: the bundler may read it. */
function sourceLimit(): (path: string) => OnLoadResult | null {
  let bytes = 0;
  return (path) => {
    bytes += statSync(path).size;
    if (bytes <= largestSourceBytes) return null;
    return { errors: [{ text: `the source has more than ${largestSourceBytes} bytes in all` }] };
  };
}

/**
 * Lets an entry module import from its own folder, Node's modules and our SDK alone. A bundler reads whatever an import names: without this,
 * `import labels from '/data/labels.json'` would carry a file of this machine into the sandbox. It reads a limited amount of source.
 * @param folder the submission's root
 */
export function confineImports(folder: string): Plugin {
  const root = realpathSync(folder);
  return {
    name: 'confine-imports',
    setup(build) {
      const checkSize = sourceLimit();
      build.onResolve({ filter: /.*/ }, (args) => resolve(build, args, root));
      build.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => checkSize(path));
      build.onLoad({ filter: /.*/, namespace: ownNamespace }, ({ pluginData }) => load(pluginData));
    },
  };
}
