import type { EntityManager } from 'typeorm';
import type { Holder } from './identity.js';

const namesLock = 7_215_005;

/** Nobody else takes a name, of a person or a team, until the caller's transaction ends: the two share their names. */
export async function lockNames(manager: EntityManager): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [namesLock]);
}

/** Names of people and teams by their ids. */
export class HolderNames {
  private constructor(private readonly names: ReadonlyMap<string, string>) {}

  static async of(manager: EntityManager, holders: readonly Holder[]): Promise<HolderNames> {
    const ids = [...new Set(holders.flatMap(({ owner, team }) => team ?? owner ?? []))];
    if (ids.length === 0) return new HolderNames(new Map());
    const found = await manager.query<{ id: string; name: string }[]>(
      'select id, name from people where id = any ($1) union all select id, name from teams where id = any ($1)',
      [ids],
    );
    return new HolderNames(new Map(found.map(({ id, name }) => [id, name])));
  }

  /** Null: nobody's. */
  nameOf({ owner, team }: Holder): string | null {
    const id = team ?? owner;
    return id === null ? null : (this.names.get(id) ?? null);
  }
}
