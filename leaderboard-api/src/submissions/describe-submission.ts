import type { Submission } from '@paretoboard/contract/submission.js';
import type { EntityManager } from 'typeorm';
import { PersonEntity } from '../accounts/person.entity.js';
import { RunEntity } from '../runs/run.entity.js';
import type { SubmissionEntity } from './submission.entity.js';

/** Runs that are listed beside a submission. */
const listedRuns = 100;

/** A submission as the API shows it. */
export async function describeSubmission(manager: EntityManager, submission: SubmissionEntity): Promise<Submission> {
  const { id, digest, manifest, visibility, files, bytes, createdAt } = submission;
  const { name, version, title, task, track, kind, division, authors, licence, source } = manifest;
  const owner = await manager.findOneByOrFail(PersonEntity, { id: submission.owner });
  const runs = await manager.find(RunEntity, {
    select: { id: true },
    where: { submission: id },
    order: { createdAt: 'DESC', id: 'DESC' },
    take: listedRuns,
  });
  return {
    id,
    digest,
    name,
    version,
    title,
    task,
    track,
    kind,
    division,
    authors,
    licence,
    source,
    visibility,
    owner: owner.name,
    files,
    bytes: Number(bytes),
    createdAt: createdAt.toISOString(),
    runs: runs.map((run) => run.id),
  };
}
