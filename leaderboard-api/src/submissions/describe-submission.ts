import type { Submission } from '@paretoboard/contract/submission.js';
import type { EntityManager } from 'typeorm';
import { HolderNames } from '../accounts/holder-names.js';
import type { Identity } from '../accounts/identity.js';
import { Anonymity } from '../anonymity/anonymity.js';
import type { SubmissionEntity } from './submission.entity.js';

/** Runs that are listed beside a submission. */
const listedRuns = 100;

/** Ids of the newest runs of submissions. */
async function runsOf(manager: EntityManager, submissions: readonly string[]): Promise<Map<string, string[]>> {
  const found = await manager.query<{ submission: string; runs: string[] }[]>(
    `select submission, array_agg(id order by created_at desc, id desc) filter (where place <= $2) as runs
       from (select id, submission, created_at, row_number() over (partition by submission order by created_at desc, id desc) as place
               from runs where submission = any ($1)) as placed
      group by submission`,
    [submissions, listedRuns],
  );
  return new Map(found.map(({ submission, runs }) => [submission, runs]));
}

/** Submissions as the API shows them to somebody. */
export async function describeSubmissions(
  manager: EntityManager,
  submissions: readonly SubmissionEntity[],
  reader: Identity | null,
): Promise<Submission[]> {
  const names = await HolderNames.of(manager, submissions);
  const anonymity = await Anonymity.now(manager);
  const runs = await runsOf(
    manager,
    submissions.map(({ id }) => id),
  );
  return submissions.map((submission) => {
    const { id, digest, manifest, visibility, files, bytes, createdAt, withdrawnAt, withdrawnReason } = submission;
    const { name, version, title, task, track, kind, division, authors, licence, source } = manifest;
    const shown: Submission = {
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
      owner: names.nameOf(submission)!,
      anonymousUntil: null,
      withdrawn: withdrawnAt && { at: withdrawnAt.toISOString(), reason: withdrawnReason ?? '' },
      files,
      bytes: Number(bytes),
      createdAt: createdAt.toISOString(),
      runs: runs.get(id) ?? [],
    };
    return anonymity.submission(shown, submission, reader);
  });
}

/** One submission as the API shows it to somebody. */
export async function describeSubmission(
  manager: EntityManager,
  submission: SubmissionEntity,
  reader: Identity | null,
): Promise<Submission> {
  const [described] = await describeSubmissions(manager, [submission], reader);
  return described!;
}
