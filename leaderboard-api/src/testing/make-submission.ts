import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunStateName } from '@paretoboard/contract/run-state.js';
import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import { sha256 } from '@paretoboard/harness/records/digest.js';
import type { DataSource } from 'typeorm';
import type { Holder } from '../accounts/identity.js';
import { bundleFolder } from '../bundles/disk-bundle-files.js';
import { RunEntity } from '../runs/run.entity.js';
import { isOpen } from '../runs/run-state.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { sampleTask } from './publish-sample.js';

let made = 0;

/** A submission as if somebody had sent it, with one file in the store. */
export async function makeSubmission(
  database: DataSource,
  home: string,
  { owner, team }: Holder,
  change: Partial<Pick<SubmissionEntity, 'visibility' | 'digest' | 'name' | 'bytes'>> = {},
): Promise<SubmissionEntity> {
  made += 1;
  const { visibility = 'public', digest = sha256(`submission ${made}`), name = `zeros-${made}`, bytes = '0' } = change;
  const manifest = {
    schemaVersion: 1,
    name,
    version: '1.0.0',
    title: name,
    task: sampleTask,
    track: 'image',
    kind: 'tfjs-module',
    division: 'from-scratch',
    authors: [`Author of ${name}`],
    source: `https://example.org/${name}`,
    licence: 'MIT',
    entry: 'entry.mjs',
  } as unknown as SubmissionManifest;
  mkdirSync(bundleFolder(home, digest), { recursive: true });
  writeFileSync(join(bundleFolder(home, digest), 'entry.mjs'), '');
  const what = { digest, manifest, task: sampleTask, name, visibility, files: 1, bytes };
  return database.getRepository(SubmissionEntity).save({ ...what, owner: owner!, team });
}

/** A run of it, in a state; nothing is enqueued. */
export async function makeRun(
  database: DataSource,
  { id, owner, team, task, name }: SubmissionEntity,
  state: RunStateName,
): Promise<RunEntity> {
  const request = {
    task,
    variant: 'surrogate',
    submission: name,
    profile: 'quick',
    runtime: null,
    sandbox: 'namespace',
    starts: null,
    seeds: null,
    seed: null,
  } as const;
  const finishedAt = isOpen(state) ? null : new Date();
  const run = { request, builtIn: false, submission: id, owner, team, state, finishedAt };
  return database.getRepository(RunEntity).save(run);
}
