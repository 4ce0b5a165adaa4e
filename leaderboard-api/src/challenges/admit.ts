import type { EntityManager } from 'typeorm';
import type { Holder } from '../accounts/identity.js';
import { ProblemError } from '../http/problem.js';
import type { ChallengeEntity } from './challenge.entity.js';
import { stateAt } from './challenge-state.js';

/** Everybody who works on an account: the person, or owners and members of the team. */
const peopleOf = `
  select $1::uuid as person where $2::uuid is null
  union select person from team_members where team = $2 and role in ('owner', 'member')`;

/** @throws ProblemError challenge-not-open, challenge-closed */
export function checkOpen(challenge: ChallengeEntity, arrivedAt: Date): void {
  const { slug, opensAt, closesAt, frozenAt, calledOff } = challenge;
  const state = stateAt(challenge, arrivedAt);
  if (state === 'open') return;
  if (state === 'announced')
    throw new ProblemError('challenge-not-open', `challenge "${slug}" opens on ${opensAt.toISOString()}`);
  if (calledOff !== null)
    throw new ProblemError('challenge-closed', `challenge "${slug}" was called off: ${calledOff}`);
  const why = arrivedAt < closesAt && frozenAt !== null ? `, and was frozen before the request was ready` : '';
  throw new ProblemError(
    'challenge-closed',
    `challenge "${slug}" closed on ${closesAt.toISOString()}; the request arrived on ${arrivedAt.toISOString()}${why}`,
  );
}

/** What is sent must be what the challenge asks for. @throws ProblemError challenge-entrant */
export function checkSubject(
  { slug, task, rules }: ChallengeEntity,
  manifest: { readonly task: string; readonly track: string },
): void {
  const isFit = manifest.task === task && (rules.track === null || rules.track === manifest.track);
  if (isFit) return;
  const expected = `task ${task}${rules.track === null ? '' : `, track ${rules.track}`}`;
  const found = `task ${manifest.task}, track ${manifest.track}`;
  throw new ProblemError('challenge-entrant', `challenge "${slug}" takes submissions for ${expected}; found ${found}`);
}

/** Whether somebody of an account sees what is secret. */
export async function seesSecrets(manager: EntityManager, { owner, team }: Holder): Promise<boolean> {
  const [found] = await manager.query<{ sees: boolean }[]>(
    `select exists (select 1 from people where id in (${peopleOf}) and roles && array['organiser', 'operator']) as sees`,
    [owner, team],
  );
  return found!.sees;
}

/** Whether somebody of an account has sent something on another one: a quota each would be two. */
async function entersTwice(manager: EntityManager, challenge: string, { owner, team }: Holder): Promise<boolean> {
  const [found] = await manager.query<{ twice: boolean }[]>(
    `select exists (
       select 1 from runs where challenge = $3 and coalesce(team, owner) <> coalesce($2::uuid, $1::uuid) and (
         (team is null and owner in (${peopleOf}))
         or team in (select team from team_members where role in ('owner', 'member') and person in (${peopleOf})))) as twice`,
    [owner, team, challenge],
  );
  return found!.twice;
}

/**
 * Whether an account may take part.
 * @param sent whose the files are: who sent them first is shown as theirs
 * @throws ProblemError challenge-entrant
 */
export async function checkEntrant(
  manager: EntityManager,
  { id, slug }: ChallengeEntity,
  account: Holder,
  sent: Holder,
): Promise<void> {
  const refuse = (why: string): never => {
    throw new ProblemError('challenge-entrant', `challenge "${slug}": ${why}`);
  };
  if (await seesSecrets(manager, account)) refuse('organisers and operators see what is hidden, and do not take part');
  if ((sent.team ?? sent.owner) !== (account.team ?? account.owner))
    refuse('these files were sent first on another account: change them, or submit on that one');
  if (await entersTwice(manager, id, account))
    refuse('you, or somebody of the team, take part on another account: one for each person');
}
