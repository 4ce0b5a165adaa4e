import type { Quota, QuotaKind } from '@paretoboard/contract/quota.js';
import type { EntityManager } from 'typeorm';
import { HolderNames } from '../accounts/holder-names.js';
import type { Holder } from '../accounts/identity.js';
import { ChallengeEntity } from '../challenges/challenge.entity.js';
import { ProblemError } from '../http/problem.js';
import { rulesOf } from '../rules/task-rules.js';
import { openStates } from '../runs/run-state.js';

/** Of one person or team; what an organiser sets for a task takes the place of the first. */
export const defaultLimits = { runsPerDay: 50, runsAtOnce: 20, storedBytes: 20 * 2 ** 30 } as const;

/** Verdicts that the submission caused: `error` is ours, and of a run that was cancelled nobody learns a figure. */
const chargedStates = ['published', 'invalid', 'failed'] as const;

const dayMs = 24 * 3600 * 1000;

/** Things of a holder: a team's are its own, and no person's. */
const isOf = '((team = $1) or (team is null and owner = $1))';

function idOf({ owner, team }: Holder): string | null {
  return team ?? owner;
}

interface Usage {
  readonly day: number;
  readonly total: number;
  readonly open: number;
  /** The first of the last day that is charged. */
  readonly oldest: Date | null;
}

/** Runs that are under way count as charged until they end otherwise: twenty at once would all be the last. */
async function usageOf(manager: EntityManager, holder: string, task: string, challenge: string | null): Promise<Usage> {
  const [usage] = await manager.query<Usage[]>(
    `select count(*) filter (where charged and created_at > now() - interval '24 hours')::int as day,
            count(*) filter (where charged)::int as total,
            count(*) filter (where state = any ($3))::int as open,
            min(created_at) filter (where charged and created_at > now() - interval '24 hours') as oldest
       from runs where ${isOf} and request ->> 'task' = $2 and state = any ($4)
        and challenge is not distinct from $5 and challenge_phase is distinct from 'final'`,
    [holder, task, openStates, [...openStates, ...chargedStates], challenge],
  );
  return usage!;
}

/** Runs of a holder that wait or work, over all tasks. */
async function openRunsOf(manager: EntityManager, holder: Holder): Promise<number> {
  const [row] = await manager.query<{ open: number }[]>(
    `select count(*)::int as open from runs where ${isOf} and state = any ($2)`,
    [idOf(holder), openStates],
  );
  return row!.open;
}

async function storedBytesOf(manager: EntityManager, holder: string): Promise<number> {
  const [row] = await manager.query<{ bytes: string }[]>(
    `select coalesce(sum(bytes), 0)::text as bytes from submissions where ${isOf} and withdrawn_at is null`,
    [holder],
  );
  return Number(row!.bytes);
}

function quota(kind: QuotaKind, task: string | null, of: string, limit: number, used: number, freesAt?: Date): Quota {
  const remaining = Math.max(0, limit - used);
  return { kind, task, of, limit, used, remaining, freesAt: freesAt?.toISOString() ?? null };
}

async function nameOf(manager: EntityManager, holder: Holder): Promise<string> {
  return (await HolderNames.of(manager, [holder])).nameOf(holder)!;
}

/** What is left to a holder over all tasks. */
async function overallQuotas(manager: EntityManager, holder: Holder): Promise<Quota[]> {
  const id = idOf(holder)!;
  const name = await nameOf(manager, holder);
  return [
    quota('runs-at-once', null, name, defaultLimits.runsAtOnce, await openRunsOf(manager, holder)),
    quota('stored-bytes', null, name, defaultLimits.storedBytes, await storedBytesOf(manager, id)),
  ];
}

/** What is left to a holder of one task outside of challenges, or within one: runs of the one do not count in the other. */
async function taskQuotas(
  manager: EntityManager,
  holder: Holder,
  task: string,
  challenge: ChallengeEntity | null,
): Promise<Quota[]> {
  const rules = challenge?.rules ?? (await rulesOf(manager, task));
  const name = await nameOf(manager, holder);
  const { day, total, open, oldest } = await usageOf(manager, idOf(holder)!, task, challenge?.id ?? null);
  const freesAt = oldest === null ? undefined : new Date(oldest.getTime() + dayMs);
  const quotas = [
    quota('runs-per-day', task, name, rules.runsPerDay ?? defaultLimits.runsPerDay, day, freesAt),
    ...(rules.runsInTotal === null ? [] : [quota('runs-in-total', task, name, rules.runsInTotal, total)]),
    ...(rules.runsAtOnce === null ? [] : [quota('runs-at-once', task, name, rules.runsAtOnce, open)]),
  ];
  return challenge === null ? quotas : quotas.map((one) => ({ ...one, challenge: challenge.slug }));
}

/** What is left to a holder for a run of one task. @param challenge that it is within; null: none */
export async function quotasOf(
  manager: EntityManager,
  holder: Holder,
  task: string,
  challenge: ChallengeEntity | null = null,
): Promise<Quota[]> {
  return [...(await taskQuotas(manager, holder, task, challenge)), ...(await overallQuotas(manager, holder))];
}

/** Challenges that are open now, or in which the holder has runs and which are neither frozen nor called off yet. */
async function challengesOf(manager: EntityManager, holder: Holder): Promise<ChallengeEntity[]> {
  return manager
    .createQueryBuilder(ChallengeEntity, 'challenge')
    .where('challenge.opensAt <= now() and challenge.frozenAt is null and challenge.calledOff is null')
    .andWhere(
      '(challenge.closesAt > now() or exists (select 1 from runs where runs.challenge = challenge.id and coalesce(runs.team, runs.owner) = :holder))',
      { holder: idOf(holder) },
    )
    .orderBy('challenge.slug')
    .getMany();
}

/** All that is worth telling: what holds over all tasks, of tasks with rules or with a run in the last day, and of challenges. */
export async function allQuotasOf(manager: EntityManager, holder: Holder): Promise<Quota[]> {
  const tasks = await manager.query<{ task: string }[]>(
    `select task from task_rules
      union select request ->> 'task' from runs where ${isOf} and challenge is null and created_at > now() - interval '24 hours' order by 1`,
    [idOf(holder)],
  );
  const quotas = await overallQuotas(manager, holder);
  for (const { task } of tasks) quotas.push(...(await taskQuotas(manager, holder, task, null)));
  for (const challenge of await challengesOf(manager, holder))
    quotas.push(...(await taskQuotas(manager, holder, challenge.task, challenge)));
  return quotas;
}

/** What somebody is about to use. */
export interface NewUse {
  readonly task: string;
  /** That the run is within; null: none. */
  readonly challenge: ChallengeEntity | null;
  /** Whether the run is charged: of an operator's, only those at once are limited. */
  readonly charged: boolean;
  /** Of files that are not stored yet. */
  readonly bytes: number;
}

/** Nobody else uses this holder's quota until the caller's transaction ends. */
export async function lockQuotas(manager: EntityManager, holder: Holder): Promise<void> {
  await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`quota of ${idOf(holder)}`]);
}

const wording: Readonly<Record<QuotaKind, (quota: Quota) => string>> = {
  'runs-per-day': ({ of, limit, task, challenge, freesAt }) =>
    `${of} had ${limit} charged runs of ${challenge ?? task} in the last 24 h, which is the limit; the next one is free at ${freesAt ?? 'no time: the limit is 0'}`,
  'runs-in-total': ({ of, limit, task, challenge }) =>
    `${of} has used all ${limit} runs of ${challenge ?? task}; an organiser may set another limit`,
  'runs-at-once': ({ of, limit, used, task, challenge = task }) =>
    `${used} runs of ${of}${challenge === null ? '' : ` of ${challenge}`} wait or work; the limit is ${limit}: wait for one, or cancel it`,
  'stored-bytes': ({ of, limit, used }) =>
    `the files that ${of} has sent take ${used} bytes, and the limit is ${limit}: withdraw what is not needed`,
};

/** @throws ProblemError 429 that names each quota that is used up */
export async function checkQuotas(manager: EntityManager, holder: Holder, wanted: NewUse): Promise<void> {
  const all = await quotasOf(manager, holder, wanted.task, wanted.challenge);
  const need: Readonly<Record<QuotaKind, number>> = {
    'runs-per-day': wanted.charged ? 1 : 0,
    'runs-in-total': wanted.charged ? 1 : 0,
    'runs-at-once': 1,
    'stored-bytes': wanted.charged ? wanted.bytes : 0,
  };
  const exceeded = all.filter(({ kind, remaining }) => remaining < need[kind]);
  if (exceeded.length === 0) return;
  const detail = exceeded.map((one) => wording[one.kind](one)).join('; ');
  throw new ProblemError('quota-exceeded', detail, undefined, exceeded);
}
