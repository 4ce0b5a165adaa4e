import { Injectable } from '@nestjs/common';
import type { Team, TeamRole } from '@paretoboard/contract/team.js';
import { DataSource, type EntityManager } from 'typeorm';
import { lockNames } from '../accounts/holder-names.js';
import type { Identity } from '../accounts/identity.js';
import { PersonEntity } from '../accounts/person.entity.js';
import { notFound, ProblemError } from '../http/problem.js';
import { TeamEntity } from './team.entity.js';
import { TeamMemberEntity } from './team-member.entity.js';

/** Teams that one person may belong to: names are not to be had in bulk. */
const teamsPerPerson = 20;

type Need = 'see' | 'manage';

function has(caller: Identity, team: string, need: Need): boolean {
  if (caller.scopes.includes('operate')) return true;
  const role = caller.teams.get(team)?.role;
  if (need === 'manage') return role === 'owner';
  return role !== undefined || caller.scopes.includes('organise');
}

async function describeTeam(manager: EntityManager, { id, name, createdAt }: TeamEntity): Promise<Team> {
  const members = await manager.query<{ name: string; role: TeamRole; since: Date }[]>(
    `select people.name, team_members.role, team_members.since
       from team_members join people on people.id = team_members.person where team = $1 order by since, people.name`,
    [id],
  );
  const shown = members.map((member) => ({ ...member, since: member.since.toISOString() }));
  return { name, createdAt: createdAt.toISOString(), members: shown };
}

/** Who belongs to which team, and as what. */
@Injectable()
export class TeamsService {
  constructor(private readonly database: DataSource) {}

  /** @throws ProblemError 409 for a name that is taken, 429 for one team too many */
  async create(caller: Identity, name: string): Promise<Team> {
    return this.database.transaction(async (manager) => {
      await lockNames(manager);
      if (caller.teams.size >= teamsPerPerson)
        throw new ProblemError('too-many-requests', `you belong to ${caller.teams.size} teams: leave one first`);
      const isTaken =
        (await manager.existsBy(PersonEntity, { name })) || (await manager.existsBy(TeamEntity, { name }));
      if (isTaken) throw new ProblemError('conflict', `"${name}" is taken: choose another name`);
      const team = await manager.save(manager.create(TeamEntity, { name }));
      await manager.insert(TeamMemberEntity, { team: team.id, person: caller.person, role: 'owner' });
      return describeTeam(manager, team);
    });
  }

  /** @throws ProblemError 404, and 403 for somebody who is not of the team */
  async one(caller: Identity, name: string): Promise<Team> {
    return describeTeam(this.database.manager, await this.find(this.database.manager, caller, name, 'see'));
  }

  /** To be asked before a body is looked at: what is wrong in it is for those who may. @throws ProblemError 404, 403 */
  async checkManages(caller: Identity, name: string): Promise<void> {
    await this.find(this.database.manager, caller, name, 'manage');
  }

  /** Takes somebody in, or gives them another role. @throws ProblemError 403, 404, 409 where nobody would own the team */
  async setMember(caller: Identity, name: string, person: string, role: TeamRole): Promise<Team> {
    return this.change(caller, name, person, 'manage', (manager, member) =>
      manager.upsert(TeamMemberEntity, { ...member, role }, ['team', 'person']),
    );
  }

  /** Owners send away whom they want; everybody may leave. @throws ProblemError 403, 404, 409 where nobody would own the team */
  async removeMember(caller: Identity, name: string, person: string): Promise<Team> {
    const need = person === caller.name ? 'see' : 'manage';
    return this.change(caller, name, person, need, (manager, member) => manager.delete(TeamMemberEntity, member));
  }

  private async change(
    caller: Identity,
    name: string,
    personName: string,
    need: Need,
    apply: (manager: EntityManager, member: { team: string; person: string }) => Promise<unknown>,
  ): Promise<Team> {
    return this.database.transaction(async (manager) => {
      const team = await this.find(manager, caller, name, need);
      const person = await manager.findOneBy(PersonEntity, { name: personName });
      if (!person) throw notFound(`no person has the name "${personName}"`);
      // Two owners who leave at the same time would leave nobody.
      await manager.findOneOrFail(TeamEntity, { where: { id: team.id }, lock: { mode: 'pessimistic_write' } });
      await apply(manager, { team: team.id, person: person.id });
      if (!(await manager.existsBy(TeamMemberEntity, { team: team.id, role: 'owner' })))
        throw new ProblemError('conflict', `team "${name}" would have no owner: make somebody else one first`);
      return describeTeam(manager, team);
    });
  }

  private async find(manager: EntityManager, caller: Identity, name: string, need: Need): Promise<TeamEntity> {
    const team = await manager.findOneBy(TeamEntity, { name });
    if (!team) throw notFound(`no team has the name "${name}"`);
    if (has(caller, team.id, need)) return team;
    const who = need === 'see' ? 'those who belong to it' : 'its owners';
    throw new ProblemError('forbidden', `team "${name}": this is for ${who}`);
  }
}
