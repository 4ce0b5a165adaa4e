import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { manifestFileName, type SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import { build } from 'esbuild';
import { sha256 } from '../records/digest.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import { confineImports } from './confine-imports.js';

export const bundleFileName = 'submission.mjs';

/** An entry module and all that it imports may have this many bytes once bundled. */
const largestBundleBytes = 16 * 2 ** 20;

/**
 * Bundles a TypeScript or JavaScript entry module with everything it imports into one file: no install step in the sandbox, and a digest that
 * depends on the code alone. The same input gives the same bytes.
 * @param root the folder that imports may not leave; null for our own code
 * @throws SubmissionFailure manifest-invalid if the entry does not bundle
 */
export async function bundle(
  entry: string,
  manifest: SubmissionManifest,
  folder: string,
  root: string | null,
): Promise<{ entry: string; digest: string }> {
  const { code } = await bundled(entry, root);
  if (code.byteLength > largestBundleBytes) {
    throw new SubmissionFailure(
      'manifest-invalid',
      `the bundle has ${code.byteLength} bytes; the limit is ${largestBundleBytes}`,
      'Move weights out of the code, into an artefact.',
    );
  }
  mkdirSync(folder, { recursive: true });
  const path = join(folder, bundleFileName);
  writeFileSync(path, code);
  writeFileSync(join(folder, manifestFileName), `${JSON.stringify({ ...manifest, entry: bundleFileName }, null, 2)}\n`);
  return { entry: path, digest: sha256(code) };
}

/**
 * Files that the bundle of an entry module is made of, as absolute paths; modules of our own packages are not among them.
 * @throws SubmissionFailure manifest-invalid if the entry does not bundle
 */
export async function bundledFiles(entry: string, root: string): Promise<string[]> {
  const { inputs } = await bundled(entry, root);
  return inputs.map((path) => resolve(realpathSync(dirname(entry)), path)).filter((path) => existsSync(path));
}

async function bundled(entry: string, root: string | null): Promise<{ code: Uint8Array; inputs: string[] }> {
  try {
    const result = await build({
      entryPoints: [basename(entry)],
      // Relative to the entry: no path of this machine gets into the bundle, so its digest travels.
      absWorkingDir: dirname(entry),
      metafile: true,
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      legalComments: 'none',
      logLevel: 'silent',
      // No tsconfig.json of a folder above decides how the code is read.
      tsconfigRaw: {},
      plugins: root === null ? [] : [confineImports(root)],
    });
    return { code: result.outputFiles[0]!.contents, inputs: Object.keys(result.metafile.inputs) };
  } catch (error) {
    throw new SubmissionFailure(
      'manifest-invalid',
      `the entry module does not bundle: ${error instanceof Error ? error.message : error}`,
      'Correct the code. It may import from its own folder (node_modules too), node: and @paretoboard/sdk; no native packages.',
    );
  }
}
