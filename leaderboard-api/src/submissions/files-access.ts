import type { EntityManager } from 'typeorm';
import { type Identity, maySee } from '../accounts/identity.js';
import { Anonymity } from '../anonymity/anonymity.js';
import { rulesOf } from '../rules/task-rules.js';
import type { SubmissionEntity } from './submission.entity.js';

async function isPublished(manager: EntityManager, { id }: SubmissionEntity): Promise<boolean> {
  const [found] = await manager.query<{ is: boolean }[]>(
    `select exists (select 1 from runs where submission = $1 and state = 'published') as is`,
    [id],
  );
  return found!.is;
}

/** Slug of a challenge that a submission takes part in and that is not revealed: others could send its files as theirs. */
async function challengeUnderEmbargo(manager: EntityManager, { id }: SubmissionEntity): Promise<string | null> {
  const [found] = await manager.query<{ slug: string }[]>(
    `select slug from challenges where revealed_at is null and id in (select challenge from runs where submission = $1) limit 1`,
    [id],
  );
  return found?.slug ?? null;
}

async function isAfterDeadline(manager: EntityManager, { task }: SubmissionEntity): Promise<boolean> {
  const { deadline } = await rulesOf(manager, task);
  return deadline !== null && Date.parse(deadline) <= Date.now();
}

/** Why the public may not read the files of a submission and what its runs wrote; null: it may. */
async function keptFromPublic(manager: EntityManager, submission: SubmissionEntity): Promise<string | null> {
  const until = (await Anonymity.now(manager)).until(submission.task, submission);
  if (until) return `they may tell who sent it, which nobody is told before ${until.toISOString()}`;
  const challenge = await challengeUnderEmbargo(manager, submission);
  if (challenge) return `it takes part in the challenge "${challenge}", which is not revealed yet`;
  switch (submission.visibility) {
    case 'public':
      return null;
    case 'private':
      return 'the submission is private';
    case 'public-on-success':
      return (await isPublished(manager, submission)) ? null : 'they become public when a run of it is published';
    case 'public-at-deadline':
      return (await isAfterDeadline(manager, submission)) ? null : 'they become public at the deadline of the task';
  }
}

/** Why somebody may not read the files of a submission and what its runs wrote; null: they may. */
export async function filesKeptFrom(
  manager: EntityManager,
  submission: SubmissionEntity,
  reader: Identity | null,
): Promise<string | null> {
  return maySee(reader, submission) ? null : keptFromPublic(manager, submission);
}
