import { Inject, Injectable } from '@nestjs/common';
import type { ChallengeChange, newChallengeSchema } from '@paretoboard/contract/challenge.js';
import { surrogateVariant } from '@paretoboard/harness/data/fresh-surrogate.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { z } from 'zod';
import type { Identity } from '../accounts/identity.js';
import { untilBoardsFollow } from '../board/board-versions.js';
import { isTwice } from '../database/unique-violation.js';
import { ProblemError } from '../http/problem.js';
import { houseShare, priorities } from '../queue/fair-share.js';
import { RunQueue } from '../queue/run-queue.js';
import { cancelOpenRuns } from '../runs/cancel-runs.js';
import { RunEntity } from '../runs/run.entity.js';
import { homeToken } from '../settings.js';
import { TasksService } from '../tasks/tasks.service.js';
import { ChallengeEntity } from './challenge.entity.js';
import { ChallengeBoard } from './challenge-board.js';
import { appendDeed } from './challenge-log.js';
import { openRuns } from './challenge-runs.js';
import { drawSeed } from './challenge-seeds.js';
import { databaseNow, stateAt } from './challenge-state.js';
import { finalsByName, finalsByRule } from './choose-finals.js';
import { findChallenge, lockChallenge } from './find-challenge.js';
import { type SealedRecord, sealedRecords } from './sealed-records.js';
import { tellSealed } from './tell-sealed.js';

type Wanted = z.output<typeof newChallengeSchema>;

function wrongState(detail: string): ProblemError {
  return new ProblemError('challenge-state', detail);
}

/** @throws ProblemError challenge-variant for data that cannot be generated anew */
async function generatedVariant(task: string, wanted: string | undefined): Promise<string> {
  const module = await loadTask(task);
  const generated = surrogateVariant(module);
  if (generated && (wanted === undefined || wanted === generated.id)) return generated.id;
  const { variants } = module.definition;
  const found = variants.find(({ id }) => id === wanted);
  const relation = found ? `is "${found.relation}"` : 'does not exist';
  throw new ProblemError(
    'challenge-variant',
    `a challenge on ${task} needs a variant that is generated${generated ? `: "${generated.id}"` : ', and the task has none'}; "${wanted}" ${relation}, so no secret seed would hide its test items`,
  );
}

/** Deeds of organisers, each one transaction with its entry in the challenge's history. */
@Injectable()
export class ChallengesService {
  constructor(
    private readonly database: DataSource,
    private readonly tasks: TasksService,
    private readonly queue: RunQueue,
    private readonly boards: ChallengeBoard,
    @Inject(homeToken) private readonly home: string,
  ) {}

  /** @throws ProblemError 404 for an unknown task, 409 for a slug that is taken, challenge-variant, bad-request */
  async announce(caller: Identity, wanted: Wanted): Promise<ChallengeEntity> {
    const task = await this.tasks.one(wanted.task);
    const variant = await generatedVariant(task.id, wanted.variant);
    const { track } = wanted;
    if (track !== null && !task.tracks.some(({ id }) => id === track))
      throw new ProblemError('bad-request', `track: ${task.id} has ${task.tracks.map(({ id }) => id).join(', ')}`);
    const taken = task.variants.flatMap(({ id }) => [id, `${id}-final`]);
    if (taken.includes(wanted.slug)) throw new ProblemError('conflict', `"${wanted.slug}" is a variant of the task`);
    return this.database
      .transaction((manager) => this.enter(manager, caller, wanted, task.version, variant))
      .catch((error: unknown) => {
        throw isTwice(error) ? new ProblemError('conflict', `a challenge is named "${wanted.slug}" already`) : error;
      });
  }

  private async enter(
    manager: EntityManager,
    caller: Identity,
    wanted: Wanted,
    taskVersion: string,
    variant: string,
  ): Promise<ChallengeEntity> {
    const { slug, title, description, task, opensAt, closesAt, revealAt } = wanted;
    const { track, runsPerDay, runsInTotal, runsAtOnce, ownFigures, profile, finalProfile } = wanted;
    if (new Date(closesAt) <= (await databaseNow(manager)))
      throw new ProblemError('bad-request', `closesAt: expected a time in the future, found ${closesAt}`);
    const named = [slug, `${slug}-final`, slug.replace(/-final$/, '')];
    if (await manager.existsBy(ChallengeEntity, { slug: In(named) }))
      throw new ProblemError('conflict', `"${slug}" names, or would share its boards with, a challenge that is there`);
    const rules = { track, runsPerDay, runsInTotal, runsAtOnce, ownFigures, profile, finalProfile };
    const times = { opensAt: new Date(opensAt), closesAt: new Date(closesAt), revealAt: new Date(revealAt) };
    const made = await manager.save(
      manager.create(ChallengeEntity, {
        ...{ slug, title, description, task, taskVersion, variant, organiser: caller.person, rules },
        ...times,
      }),
    );
    const seedCommitment = await drawSeed(manager, made.id, 'main');
    const told = { task, taskVersion, variant, title, opensAt, closesAt, revealAt, rules, seedCommitment };
    await appendDeed(manager, this.home, made, caller.person, 'announced', told);
    return manager.findOneByOrFail(ChallengeEntity, { id: made.id });
  }

  /** Words, and later times: nobody loses time that was promised. @throws ProblemError 404, challenge-state, bad-request */
  async change(caller: Identity, slug: string, change: ChallengeChange): Promise<ChallengeEntity> {
    return this.database.transaction(async (manager) => {
      const challenge = await lockChallenge(manager, slug);
      const state = stateAt(challenge, await databaseNow(manager));
      if (challenge.frozenAt !== null || challenge.calledOff !== null)
        throw wrongState(`challenge "${slug}" is ${state}: nothing of it changes any more`);
      if (state === 'closed' && change.closesAt !== undefined)
        throw wrongState(`challenge "${slug}" has closed: it is not opened again`);
      const { title = challenge.title, description = challenge.description } = change;
      const closesAt = later('closesAt', challenge.closesAt, change.closesAt);
      const revealAt = later('revealAt', challenge.revealAt, change.revealAt);
      if (revealAt < closesAt) throw new ProblemError('bad-request', 'revealAt: expected closesAt or a later time');
      await manager.update(ChallengeEntity, challenge.id, { title, description, closesAt, revealAt });
      await appendDeed(manager, this.home, challenge, caller.person, 'changed', change);
      return manager.findOneByOrFail(ChallengeEntity, { id: challenge.id });
    });
  }

  /**
   * Nothing is added from here on. What is measured again is named and every sealed result is fixed by a digest before the seed of the final is drawn.
   * @throws ProblemError 404, challenge-state, bad-request
   */
  async freeze(caller: Identity, slug: string, wanted: readonly string[] | undefined): Promise<ChallengeEntity> {
    return this.database.transaction(async (manager) => {
      const challenge = await lockChallenge(manager, slug);
      const why = await this.whyNotFrozen(manager, challenge);
      if (why !== null) throw wrongState(`challenge "${slug}" ${why}`);
      const sealed = await sealedRecords(manager, challenge.id);
      const finals = await this.finals(manager, challenge, sealed, wanted);
      await manager.update(ChallengeEntity, challenge.id, { frozenAt: await databaseNow(manager) });
      await appendDeed(manager, this.home, challenge, caller.person, 'frozen', {
        by: wanted === undefined ? 'rule' : 'organiser',
        finals: finals.map(({ submission }) => submission),
        results: sealed.length,
        resultsDigest: digestOf(sealed.map(({ digest }) => digest).sort()),
      });
      // Only now: whoever chose the finals could not know what they would be measured on.
      const seedCommitment = await drawSeed(manager, challenge.id, 'final');
      await appendDeed(manager, this.home, challenge, null, 'final-seed', { seedCommitment });
      for (const { run } of finals) await this.enqueueFinal(manager, challenge, run);
      return manager.findOneByOrFail(ChallengeEntity, { id: challenge.id });
    });
  }

  private async finals(
    manager: EntityManager,
    challenge: ChallengeEntity,
    sealed: readonly SealedRecord[],
    wanted: readonly string[] | undefined,
  ): Promise<SealedRecord[]> {
    const board = await this.boards.make(manager, challenge, 'main', sealed);
    return wanted === undefined ? finalsByRule(manager, board, sealed) : finalsByName(board, sealed, wanted);
  }

  /** What freezing at this moment would measure again, by the rule: ids of runs. */
  async finalsNow(manager: EntityManager, challenge: ChallengeEntity): Promise<string[]> {
    const found = await this.finals(manager, challenge, await sealedRecords(manager, challenge.id), undefined);
    return found.map(({ run }) => run);
  }

  /** On the account of the run that it repeats, charged to nobody, before what others wait for. */
  private async enqueueFinal(manager: EntityManager, challenge: ChallengeEntity, of: string): Promise<string> {
    const { request, submission, owner, team } = await manager.findOneByOrFail(RunEntity, { id: of });
    return this.queue.enqueueIn(manager, {
      request: { ...request, profile: challenge.rules.finalProfile },
      builtIn: false,
      ...{ submission, owner, team },
      charged: false,
      share: houseShare,
      priority: priorities.operator,
      challenge: challenge.id,
      challengePhase: 'final',
    });
  }

  /** Finals that ended without a result by our doing, or were stopped, wait again. @throws ProblemError 404, challenge-state */
  async runFinalsAgain(caller: Identity, slug: string): Promise<ChallengeEntity> {
    return this.database.transaction(async (manager) => {
      const challenge = await lockChallenge(manager, slug);
      const state = stateAt(challenge, await databaseNow(manager));
      if (state !== 'frozen') throw wrongState(`challenge "${slug}" is ${state}: finals run while it is frozen`);
      const lost = await lostFinals(manager, challenge);
      if (lost.length === 0) throw wrongState(`challenge "${slug}" has no final that ended by our doing`);
      const runs: string[] = [];
      for (const run of lost) runs.push(await this.enqueueFinal(manager, challenge, run));
      await appendDeed(manager, this.home, challenge, caller.person, 'finals-again', { instead: lost, runs });
      return challenge;
    });
  }

  /**
   * Every sealed record enters log and boards, and the secrets are told, all at once.
   * @param actor id of who does it; null: the clock, which waits for finals that we lost
   * @throws ProblemError 404, challenge-state
   */
  async reveal(actor: string | null, slug: string): Promise<ChallengeEntity> {
    const revealed = await this.revealNow(actor, slug);
    await untilBoardsFollow();
    return revealed;
  }

  private revealNow(actor: string | null, slug: string): Promise<ChallengeEntity> {
    return this.database.transaction(async (manager) => {
      const challenge = await lockChallenge(manager, slug);
      const why = await this.whyNotRevealed(manager, challenge);
      if (why !== null) throw wrongState(`challenge "${slug}" ${why}`);
      if (actor === null && (await lostFinals(manager, challenge)).length > 0)
        throw wrongState(`challenge "${slug}" has finals that ended by our doing`);
      await manager.update(ChallengeEntity, challenge.id, { revealedAt: await databaseNow(manager) });
      const told = await tellSealed(manager, challenge, this.home);
      await appendDeed(manager, this.home, challenge, actor, 'revealed', { ...told });
      return manager.findOneByOrFail(ChallengeEntity, { id: challenge.id });
    });
  }

  /**
   * Ends it before its reveal. Runs that wait or work are stopped; what was measured is told at once, with the secrets: no result is buried by it.
   * @throws ProblemError 404, challenge-state
   */
  async callOff(caller: Identity, slug: string, reason: string): Promise<ChallengeEntity> {
    const calledOff = await this.database.transaction(async (manager) => {
      const challenge = await lockChallenge(manager, slug);
      const now = await databaseNow(manager);
      if (challenge.revealedAt !== null)
        throw wrongState(`challenge "${slug}" is ${stateAt(challenge, now)}: there is nothing left to call off`);
      // Before the results are read: a run that ends meanwhile is among them, or is stopped.
      const stopped = await cancelOpenRuns(manager, 'challenge', challenge.id, `challenge "${slug}" was called off`);
      await manager.update(ChallengeEntity, challenge.id, { calledOff: reason, revealedAt: now });
      const told = await tellSealed(manager, challenge, this.home);
      await appendDeed(manager, this.home, challenge, caller.person, 'called-off', { reason, stopped, ...told });
      return manager.findOneByOrFail(ChallengeEntity, { id: challenge.id });
    });
    await untilBoardsFollow();
    return calledOff;
  }

  /** Reveals what is due. */
  async revealDue(): Promise<void> {
    const due = await this.database.query<{ slug: string }[]>(
      'select slug from challenges where frozen_at is not null and revealed_at is null and reveal_at <= now()',
    );
    for (const { slug } of due)
      await this.reveal(null, slug).catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error;
      });
  }

  async whyNotFrozen(manager: EntityManager, challenge: ChallengeEntity): Promise<string | null> {
    const state = stateAt(challenge, await databaseNow(manager));
    if (state === 'announced' || state === 'open')
      return `is ${state}: it can be frozen when it has closed, on ${challenge.closesAt.toISOString()}`;
    if (state !== 'closed') return `is ${state}`;
    const { main } = await openRuns(manager, challenge);
    return main === 0 ? null : `has ${main} runs that wait or work: wait for them, or cancel them`;
  }

  async whyNotRevealed(manager: EntityManager, challenge: ChallengeEntity): Promise<string | null> {
    const now = await databaseNow(manager);
    const state = stateAt(challenge, now);
    if (state !== 'frozen') return `is ${state}: it is revealed when it has been frozen`;
    if (now < challenge.revealAt) return `is revealed on ${challenge.revealAt.toISOString()} at the earliest`;
    const { final } = await openRuns(manager, challenge);
    return final === 0 ? null : `has ${final} finals that wait or work`;
  }

  find(slug: string): Promise<ChallengeEntity> {
    return findChallenge(this.database, slug);
  }
}

/** @throws ProblemError 400 for an earlier time */
function later(name: string, before: Date, wanted: string | undefined): Date {
  if (wanted === undefined) return before;
  const found = new Date(wanted);
  if (found >= before) return found;
  throw new ProblemError('bad-request', `${name}: expected ${before.toISOString()} or later, found ${wanted}`);
}

/** Of each submission in the final, the last run where it ended in `error` or was stopped. */
async function lostFinals(manager: EntityManager, { id }: ChallengeEntity): Promise<string[]> {
  const rows = await manager.query<{ run: string }[]>(
    `select last.id as run from (
       select distinct on (submission) id, submission, state from runs where challenge = $1 and challenge_phase = 'final'
        order by submission, created_at desc) as last
       join submissions on submissions.id = last.submission
      where last.state in ('error', 'cancelled') and submissions.withdrawn_at is null`,
    [id],
  );
  return rows.map(({ run }) => run);
}
