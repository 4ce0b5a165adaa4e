import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kindSupport, type SubmissionKind } from '@paretoboard/contract/interaction.js';
import {
  manifestFileName,
  type SubmissionManifest,
  submissionManifestSchema,
} from '@paretoboard/contract/submission-manifest.js';
import { requireEmpty } from '../require-empty.js';
import { readConfig } from '../server/config-file.js';
import { usualAuthor, usualLicence } from '../settings.js';
import { UsageError } from '../usage-error.js';
import { readmeOf } from './readme.js';
import type { InitRequest, MadeTemplate, TemplateFile } from './template.js';
import { templates } from './templates.js';

function manifestOf(request: InitRequest, kind: SubmissionKind, made: MadeTemplate): SubmissionManifest {
  const config = readConfig();
  return submissionManifestSchema.parse({
    schemaVersion: 1,
    name: request.name,
    version: '0.1.0',
    title: made.title,
    task: request.task.id,
    track: request.track.id,
    kind,
    division: made.division,
    authors: [config.author ?? usualAuthor],
    source: '',
    licence: config.licence ?? usualLicence,
    ...made.manifest,
  });
}

/**
 * Writes a new submission that runs as it is.
 * @returns paths of its files, below the folder
 * @throws UsageError if the folder is not empty, or the kind cannot serve the task
 */
export async function writeSubmission(request: InitRequest, kind: SubmissionKind): Promise<string[]> {
  const { folder, task } = request;
  requireEmpty(folder);
  const support = kindSupport[kind][task.interaction];
  if (!support.supported) throw new UsageError(`${task.id} is of interaction ${task.interaction}: ${support.reason}`);
  const template = templates[kind];
  if (!template)
    throw new UsageError(`no template for kind ${kind}. Expected one of: ${Object.keys(templates).join(', ')}`);
  const made = await template(request);
  const manifest = manifestOf(request, kind, made);
  const files: TemplateFile[] = [
    { path: manifestFileName, content: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: 'README.md', content: readmeOf(request, made, manifest) },
    ...made.files,
  ];
  for (const { path, content } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { flag: 'wx' });
  }
  return files.map(({ path }) => path);
}
