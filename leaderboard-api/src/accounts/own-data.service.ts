import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { isHiddenFinal, toldState } from '../challenges/embargo.js';
import { ProblemError } from '../http/problem.js';
import { describeSubmissions } from '../submissions/describe-submission.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { WithdrawService } from '../submissions/withdraw.service.js';
import { TeamMemberEntity } from '../teams/team-member.entity.js';
import { tokensOf } from './accounts.js';
import type { Identity } from './identity.js';
import { PersonEntity } from './person.entity.js';
import { TokenEntity } from './token.entity.js';

/** All that is kept of a person: to be taken along, and to be taken away. */
@Injectable()
export class OwnDataService {
  constructor(
    private readonly database: DataSource,
    private readonly withdrawals: WithdrawService,
  ) {}

  /** What is kept of the caller; of passwords and tokens that they are there, not themselves. */
  async export(caller: Identity): Promise<object> {
    const { manager } = this.database;
    const person = await manager.findOneByOrFail(PersonEntity, { id: caller.person });
    const submissions = await manager.findBy(SubmissionEntity, { owner: caller.person });
    const runs = await manager.query<object[]>(
      `select id, case when ${isHiddenFinal} then ${toldState} else state end as state, request,
              case when ${isHiddenFinal} then '[]'::jsonb else reasons end as reasons, record, charged, created_at as "createdAt", finished_at as "finishedAt"
         from runs where owner = $1 order by created_at`,
      [caller.person],
    );
    const records = await manager.query<{ digest: string }[]>(
      'select digest from records where owner = $1 order by finished_at',
      [caller.person],
    );
    return {
      name: person.name,
      roles: person.roles,
      createdAt: person.createdAt.toISOString(),
      hasPassword: person.passwordHash !== null,
      teams: [...caller.teams.values()],
      tokens: await tokensOf(manager, caller.person),
      submissions: await describeSubmissions(manager, submissions, caller),
      runs,
      records: records.map(({ digest }) => digest),
    };
  }

  /**
   * Withdraws what is the caller's alone, takes their name from everything that is shown, and ends their access. What a team sent stays the team's. The
   * signed log stays as it is: it is append-only, and a record has the authors that its manifest named.
   * @throws ProblemError 400 without the right name, 409 for the only owner of a team with others, and the only operator
   */
  async delete(caller: Identity, confirm: string): Promise<void> {
    if (confirm !== caller.name)
      throw new ProblemError('bad-request', `confirm: expected your name, "${caller.name}", to delete the account`);
    await this.checkNeeded(caller);
    const own = { owner: caller.person, team: IsNull(), withdrawnAt: IsNull() };
    for (const submission of await this.database.getRepository(SubmissionEntity).findBy(own))
      await this.withdrawals.withdraw(submission, 'its owner deleted their account');
    await this.database.transaction((manager) => this.forget(manager, caller.person));
  }

  private async forget(manager: EntityManager, person: string): Promise<void> {
    await manager.query('delete from idempotency_keys where person = $1', [person]);
    await manager.query('delete from invitations where person = $1', [person]);
    await manager.query('delete from identities where person = $1', [person]);
    await manager.query('delete from webhooks where owner = $1', [person]);
    await manager.delete(TokenEntity, { person });
    await manager.delete(TeamMemberEntity, { person });
    // The row stays: runs and records of boards refer to it.
    await manager.query(
      `update people set name = 'deleted-' || left(md5(random()::text), 12), roles = '{}', password_hash = null, deleted_at = now() where id = $1`,
      [person],
    );
  }

  private async checkNeeded({ person, roles }: Identity): Promise<void> {
    const teams = await this.database.query<{ name: string }[]>(
      `select name from teams where exists (select 1 from team_members where team = teams.id and person <> $1)
          and exists (select 1 from team_members where team = teams.id and person = $1 and role = 'owner')
          and not exists (select 1 from team_members where team = teams.id and person <> $1 and role = 'owner')`,
      [person],
    );
    if (teams.length > 0)
      throw new ProblemError('conflict', `make somebody else an owner of ${teams.map(({ name }) => name).join(', ')}`);
    if (!roles.includes('operator')) return;
    const [others] = await this.database.query<{ count: number }[]>(
      `select count(*)::int as count from people where id <> $1 and 'operator' = any (roles)`,
      [person],
    );
    if (others!.count === 0) throw new ProblemError('conflict', 'nobody would operate this server');
  }
}
