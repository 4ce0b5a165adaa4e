import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  manifestFileName,
  type SubmissionManifest,
  submissionManifestSchema,
} from '@paretoboard/contract/submission-manifest.js';
import { openEnvironment } from '../environments/environment.js';
import { openImage } from '../images/open-image.js';
import { digestOfFolder, FolderContentError, sha256 } from '../records/digest.js';
import type { ResolvedSubmission } from '../run/resolved-submission.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import { bundle } from './bundle.js';

/** Reads and checks `paretoboard.json`. @throws SubmissionFailure manifest-invalid, with the path and what was expected */
export function readManifest(folder: string): SubmissionManifest {
  const path = join(folder, manifestFileName);
  if (!existsSync(path)) {
    throw new SubmissionFailure(
      'manifest-invalid',
      `no ${manifestFileName} in ${folder}`,
      `Put a ${manifestFileName} into the submission's folder.`,
    );
  }
  const parsed = submissionManifestSchema.safeParse(parseJson(path));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.message}`);
  throw new SubmissionFailure(
    'manifest-invalid',
    `${manifestFileName}: ${problems.join('; ')}`,
    'Correct these fields.',
  );
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new SubmissionFailure(
      'manifest-invalid',
      `${manifestFileName} is no JSON: ${error instanceof Error ? error.message : error}`,
      'Write valid JSON.',
    );
  }
}

/**
 * Installed packages and history are no part of what was written, where the code that runs is the bundle: what it uses of them is in there. A command
 * of kind `process`, and weights, can lie anywhere in the folder: then all of it counts.
 * @returns whether a file or folder is left out, by its relative path; undefined: nothing is
 */
export function leftOut(manifest: SubmissionManifest): ((path: string) => boolean) | undefined {
  const isBundled = manifest.kind === 'tfjs-module' && manifest.division === 'from-scratch';
  return isBundled ? (path) => ['node_modules', '.git'].includes(basename(path)) : undefined;
}

function sourceDigest(root: string, manifest: SubmissionManifest): string {
  try {
    return digestOfFolder(root, leftOut(manifest)).digest;
  } catch (error) {
    if (!(error instanceof FolderContentError)) throw error;
    throw new SubmissionFailure('manifest-invalid', error.message, 'Submit plain files and folders only: no links.');
  }
}

/**
 * A submission from its folder, ready to start: code kinds that we bundle are bundled into `bundleFolder`.
 * @throws SubmissionFailure manifest-invalid, or runtime-unavailable for an environment or an image that is not to be had here
 */
export async function readSubmission(folder: string, bundleFolder: string): Promise<ResolvedSubmission> {
  const root = resolve(folder);
  const manifest = readManifest(root);
  const digest = sourceDigest(root, manifest);
  if (manifest.kind === 'tfjs-module') {
    const made = await bundle(join(root, manifest.entry ?? ''), manifest, bundleFolder, root);
    // The bundle holds code from node_modules, which the folder's digest leaves out.
    const whole = sha256(`${digest}\n${made.digest}\n`);
    return {
      manifest,
      digest: whole,
      folder: manifest.artefact ? root : bundleFolder,
      entry: made.entry,
      builtIn: false,
    };
  }
  // A command runs as it lies there; models are read by the sandboxed host.
  const environment = manifest.environment === undefined ? {} : { environment: openEnvironment(manifest.environment) };
  const image = manifest.image === undefined ? {} : { image: await openImage(manifest.image) };
  return { manifest, digest, folder: root, entry: null, builtIn: false, ...environment, ...image };
}
