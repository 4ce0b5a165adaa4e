import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { manifestFileName, type SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import { build } from 'esbuild';
import { sha256 } from '../records/digest.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';

export const bundleFileName = 'submission.mjs';

/** An entry module and all that it imports may have this many bytes once bundled. */
const largestBundleBytes = 16 * 2 ** 20;

/**
 * Bundles a TypeScript or JavaScript entry module with everything it imports into one file: no install step in the sandbox, and a digest that
 * depends on the code alone. The same input gives the same bytes.
 * @throws SubmissionFailure manifest-invalid if the entry does not bundle
 */
export async function bundle(
  entry: string,
  manifest: SubmissionManifest,
  folder: string,
): Promise<{ entry: string; digest: string }> {
  const code = await bundled(entry);
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

async function bundled(entry: string): Promise<Uint8Array> {
  try {
    const result = await build({
      entryPoints: [basename(entry)],
      // Relative to the entry: no path of this machine gets into the bundle, so its digest travels.
      absWorkingDir: dirname(entry),
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      legalComments: 'none',
      logLevel: 'silent',
    });
    return result.outputFiles[0]!.contents;
  } catch (error) {
    throw new SubmissionFailure(
      'manifest-invalid',
      `the entry module does not bundle: ${error instanceof Error ? error.message : error}`,
      'Make the entry and all its imports resolvable; list no native packages.',
    );
  }
}
