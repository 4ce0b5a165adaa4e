import type { TeamRole } from '@paretoboard/contract/team.js';
import type { EntityManager } from 'typeorm';
import type { Membership } from '../accounts/identity.js';

/** The teams that a person belongs to, by their ids. */
export async function membershipsOf(manager: EntityManager, person: string): Promise<Map<string, Membership>> {
  const found = await manager.query<{ id: string; name: string; role: TeamRole }[]>(
    `select teams.id, teams.name, team_members.role
       from team_members join teams on teams.id = team_members.team where team_members.person = $1 order by teams.name`,
    [person],
  );
  return new Map(found.map(({ id, name, role }) => [id, { name, role }]));
}
