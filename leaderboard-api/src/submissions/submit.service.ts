import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type BundleProblemCode, bundleRemedies } from '@paretoboard/contract/bundle-problem.js';
import type { ProblemCode } from '@paretoboard/contract/http.js';
import type { RunRequest } from '@paretoboard/contract/run-state.js';
import { type Submitted, submitRequestSchema } from '@paretoboard/contract/submission.js';
import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import { closest } from '@paretoboard/harness/closest.js';
import { availableVariants } from '@paretoboard/harness/data/open-variant.js';
import { BundleError } from '@paretoboard/harness/submission/archive/bundle-error.js';
import { type CheckedBundle, checkBundle } from '@paretoboard/harness/submission/unpack-bundle.js';
import { readManifestProblems } from '@paretoboard/tasks/manifest-problems.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Identity } from '../accounts/identity.js';
import { BundleFiles } from '../bundles/bundle-files.js';
import { stageBundle, sweepStaging } from '../bundles/staging.js';
import { checkEntrant, checkOpen, checkSubject } from '../challenges/admit.js';
import { ChallengeEntity } from '../challenges/challenge.entity.js';
import { databaseNow } from '../challenges/challenge-state.js';
import { findChallenge, lockChallenge } from '../challenges/find-challenge.js';
import { isTwice } from '../database/unique-violation.js';
import { ProblemError } from '../http/problem.js';
import { checkOffered } from '../queue/check-offered.js';
import { priorities, shareOf } from '../queue/fair-share.js';
import { RunQueue } from '../queue/run-queue.js';
import { checkQuotas, lockQuotas, type NewUse, quotasOf } from '../quotas/quotas.js';
import { RunEntity } from '../runs/run.entity.js';
import { homeToken } from '../settings.js';
import { UploadsService } from '../uploads/uploads.service.js';
import { describeSubmission } from './describe-submission.js';
import { packageProblems } from './package-problems.js';
import { SubmissionEntity } from './submission.entity.js';

/** Archives that are unpacked at the same time: more would only wait for the same disk. */
const unpackedAtOnce = 2;

const spoilt: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['bundle-refused', 'manifest-invalid']);

type Wanted = z.output<typeof submitRequestSchema>;

interface Stored {
  readonly bundle: CheckedBundle;
  readonly manifest: SubmissionManifest;
  readonly variant: string;
  /** As it was when the files were looked at. */
  readonly challenge: ChallengeEntity | null;
}

/** All that an accepted submission comes from. */
interface Entry {
  readonly caller: Identity;
  /** Whose it will be, and who is charged. */
  readonly account: { readonly owner: string; readonly team: string | null };
  readonly wanted: Wanted;
  readonly key: string | null;
  /** That it takes part in, and when the request arrived; null: in none. */
  readonly entered: { readonly slug: string; readonly arrivedAt: Date } | null;
  readonly stored: Stored;
}

/** From a finished upload to a run that waits. */
@Injectable()
export class SubmitService implements OnModuleInit {
  private readonly turns: (() => void)[] = [];
  private unpacking = 0;
  /** The last request that is at work on each upload. */
  private readonly atWork = new Map<string, Promise<Submitted>>();

  constructor(
    private readonly database: DataSource,
    private readonly queue: RunQueue,
    private readonly uploads: UploadsService,
    private readonly bundles: BundleFiles,
    @Inject(homeToken) private readonly home: string,
  ) {}

  onModuleInit(): Promise<void> {
    return sweepStaging(this.home);
  }

  /**
   * Checks what was uploaded, keeps it once, and makes a run of it. The same key from the same person answers with the run that it made.
   * @throws ProblemError 404, 409, 422 (with every problem found), 429
   */
  async submit(caller: Identity, wanted: Wanted, key: string | null): Promise<Submitted> {
    // By the moment at which it arrives, not by that at which its files have been looked at.
    const { challenge } = wanted;
    const entered =
      challenge === undefined ? null : { slug: challenge, arrivedAt: await databaseNow(this.database.manager) };
    // A request that comes again while the first is at work waits for it: the upload goes away when the first is done.
    const before = this.atWork.get(wanted.upload)?.catch(() => undefined);
    const work = Promise.resolve(before).then(() => this.submitAlone(caller, wanted, key, entered));
    this.atWork.set(wanted.upload, work);
    try {
      return await work;
    } finally {
      if (this.atWork.get(wanted.upload) === work) this.atWork.delete(wanted.upload);
    }
  }

  private async submitAlone(
    caller: Identity,
    wanted: Wanted,
    key: string | null,
    entered: Entry['entered'],
  ): Promise<Submitted> {
    const earlier = key === null ? null : await this.earlier(caller, key);
    if (earlier) return earlier;
    const archive = await this.uploads.finished(wanted.upload, caller);
    const account = accountOf(caller, wanted.team);
    const stored = await this.inTurn(() => this.store(archive, { caller, wanted, account, entered })).catch(
      async (error: unknown) => {
        // Nothing else can be made of these bytes.
        if (error instanceof ProblemError && spoilt.has(error.code)) await this.uploads.remove(wanted.upload);
        throw error;
      },
    );
    const submitted = await this.enter({ caller, account, wanted, key, entered, stored }).catch(
      async (error: unknown) => {
        // The same request came twice at the same time: the other one has made the run.
        const other = key !== null && isTwice(error) ? await this.earlier(caller, key) : null;
        if (other) return other;
        throw error;
      },
    );
    await this.uploads.remove(wanted.upload);
    return submitted;
  }

  private async earlier(caller: Identity, key: string): Promise<Submitted | null> {
    const run = await this.database.getRepository(RunEntity).findOneBy({ owner: caller.person, idempotencyKey: key });
    if (!run?.submission) return null;
    const found = await this.database.getRepository(SubmissionEntity).findOneByOrFail({ id: run.submission });
    const { manager } = this.database;
    const challenge = run.challenge === null ? null : await manager.findOneBy(ChallengeEntity, { id: run.challenge });
    const quotas = await quotasOf(manager, run, run.request.task, challenge);
    return { submission: await describeSubmission(manager, found, caller), run: run.id, known: true, quotas };
  }

  private async inTurn<Result>(body: () => Promise<Result>): Promise<Result> {
    if (this.unpacking >= unpackedAtOnce) await new Promise<void>((go) => this.turns.push(go));
    else this.unpacking += 1;
    try {
      return await body();
    } finally {
      const next = this.turns.shift();
      if (next) next();
      else this.unpacking -= 1;
    }
  }

  private async store(
    archive: string,
    { caller, wanted, account, entered }: Omit<Entry, 'key' | 'stored'>,
  ): Promise<Stored> {
    const challenge = entered && (await findChallenge(this.database, entered.slug));
    if (challenge) checkOpen(challenge, entered!.arrivedAt);
    const bundle = await checkBundle(archive).catch((error: unknown) => {
      throw error instanceof BundleError ? bundleProblem(error) : error;
    });
    await this.refuseWithdrawn(bundle);
    const staged = await stageBundle(this.home, bundle);
    try {
      const { manifest, problems: found } = await readManifestProblems(staged.folder);
      const problems = [...found, ...packageProblems(bundle)];
      if (manifest === null || problems.length > 0) {
        const detail = problems.map(({ path, message }) => `${path || 'paretoboard.json'}: ${message}`).join('; ');
        throw new ProblemError('manifest-invalid', detail, problems);
      }
      if (challenge) checkSubject(challenge, manifest);
      const variant = challenge?.variant ?? (await variantFor(manifest.task, wanted.variant));
      // Asked again when the run is made: here so that what has no room is not stored.
      const stored = { bundle, manifest, variant, challenge };
      await checkQuotas(this.database.manager, account, await this.needs(this.database.manager, { caller, stored }));
      await this.bundles.keep(bundle.digest, staged.folder);
      return stored;
    } finally {
      await staged.drop();
    }
  }

  /** What was taken back stays away: its digest says that it was here. */
  private async refuseWithdrawn({ digest }: CheckedBundle): Promise<void> {
    const found = await this.database.getRepository(SubmissionEntity).findOneBy({ digest });
    if (found?.withdrawnAt)
      throw new ProblemError(
        'conflict',
        `these files were withdrawn on ${found.withdrawnAt.toISOString()}: change them`,
      );
  }

  private async needs(manager: EntityManager, { caller, stored }: Pick<Entry, 'caller' | 'stored'>): Promise<NewUse> {
    const { bundle, manifest, challenge } = stored;
    const isKnown = await manager.existsBy(SubmissionEntity, { digest: bundle.digest });
    return { task: manifest.task, challenge, charged: isCharged(caller), bytes: isKnown ? 0 : bundle.bytes };
  }

  /** Submission, run and job in one transaction: all or none. */
  private async enter(entry: Entry): Promise<Submitted> {
    const { caller, account, wanted, key, entered, stored } = entry;
    return this.database.transaction(async (manager) => {
      const challenge = entered && (await lockChallenge(manager, entered.slug));
      if (challenge) checkOpen(challenge, entered!.arrivedAt);
      await lockQuotas(manager, account);
      await checkQuotas(manager, account, await this.needs(manager, entry));
      const { submission, known } = await this.enterSubmission(manager, entry);
      if (challenge) await checkEntrant(manager, challenge, account, submission);
      const profile = challenge?.rules.profile ?? wanted.profile;
      const request = requestOf(submission, stored.variant, { ...wanted, profile });
      await checkOffered(manager, request);
      const run = await this.queue.enqueueIn(manager, {
        request,
        builtIn: false,
        submission: submission.id,
        ...account,
        charged: isCharged(caller),
        share: shareOf(account),
        priority: priorities.submission,
        idempotencyKey: key,
        ...(challenge && { challenge: challenge.id, challengePhase: 'main' }),
      });
      const quotas = await quotasOf(manager, account, submission.task, challenge);
      return { submission: await describeSubmission(manager, submission, caller), run, known, quotas };
    });
  }

  private async enterSubmission(
    manager: EntityManager,
    { account, wanted, stored }: Entry,
  ): Promise<{ submission: SubmissionEntity; known: boolean }> {
    const { bundle, manifest } = stored;
    const { digest, files, bytes } = bundle;
    const { task, name } = manifest;
    const { visibility } = wanted;
    const values = { digest, ...account, manifest, task, name, visibility, files: files.length, bytes: String(bytes) };
    const made = await manager
      .createQueryBuilder()
      .insert()
      .into(SubmissionEntity)
      .values(values)
      .orIgnore()
      .returning('id')
      .execute();
    const submission = await manager.findOneByOrFail(SubmissionEntity, { digest });
    return { submission, known: (made.raw as unknown[]).length === 0 };
  }
}

/** An operator's runs are charged to nobody. */
function isCharged({ scopes }: Identity): boolean {
  return !scopes.includes('operate');
}

/** On whose account a submission goes. @throws ProblemError 403 for a team that the caller may not submit for */
function accountOf({ person, teams }: Identity, team: string | undefined): { owner: string; team: string | null } {
  if (team === undefined) return { owner: person, team: null };
  const found = [...teams].find(([, { name }]) => name === team);
  if (found && found[1].role !== 'viewer') return { owner: person, team: found[0] };
  const why = found ? 'viewers submit nothing' : 'you do not belong to it';
  throw new ProblemError('forbidden', `nothing can be sent for team "${team}": ${why}`);
}

function bundleProblem({
  code,
  message,
  remedy,
}: {
  code: BundleProblemCode;
  message: string;
  remedy: string;
}): ProblemError {
  return new ProblemError('bundle-refused', `${code}: ${message}. ${remedy}`, [
    { path: code, message, remedy: bundleRemedies[code] },
  ]);
}

/** @throws ProblemError for a variant that the task has not, or whose data are not here */
async function variantFor(task: string, wanted: string | undefined): Promise<string> {
  const module = await loadTask(task);
  const here = availableVariants(module).map(({ id }) => id);
  if (wanted === undefined) return here[0]!;
  if (here.includes(wanted)) return wanted;
  const all = module.definition.variants.map(({ id }) => id);
  const near = closest(wanted, all);
  const message = all.includes(wanted)
    ? `the data of variant "${wanted}" are not on this server`
    : `${task} has no variant "${wanted}"`;
  const remedy = `${near && near !== wanted ? `Did you mean "${near}"? ` : ''}Expected one of: ${here.join(', ')}`;
  throw new ProblemError('variant-unavailable', `${message}. ${remedy}`, [{ path: 'variant', message, remedy }]);
}

function requestOf(
  { task, name }: SubmissionEntity,
  variant: string,
  { profile, runtime, device }: Wanted,
): RunRequest {
  return {
    task,
    variant,
    submission: name,
    profile,
    runtime: runtime ?? null,
    sandbox: 'namespace',
    ...(device === undefined ? {} : { device }),
    starts: null,
    seeds: null,
    seed: null,
  };
}
