import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '@paretoboard/harness/records/write-atomically.js';
import type { DataSource } from 'typeorm';
import { createToken } from './accounts.js';
import { PersonEntity } from './person.entity.js';
import { hashOfToken } from './secret-token.js';
import { TokenEntity } from './token.entity.js';

const lock = 7_215_004;

/** Where this machine's command line finds its token: readable by the house's own user alone. */
export function localTokenPath(home: string): string {
  return join(home, 'token');
}

/**
 * Makes an operator where there is nobody yet, and a token for this machine's command line where its file has none that this database knows. A token that
 * was revoked is not replaced: somebody wanted that.
 * @returns whether a token was written
 */
export async function ensureFirstOperator(database: DataSource, home: string): Promise<boolean> {
  return database.transaction(async (manager) => {
    await manager.query('select pg_advisory_xact_lock($1)', [lock]);
    const path = localTokenPath(home);
    const known = existsSync(path)
      ? await manager.findOneBy(TokenEntity, { hash: hashOfToken(readFileSync(path, 'utf8').trim()) })
      : null;
    if (known) return false;
    const hasPeople = (await manager.count(PersonEntity)) > 0;
    const hasOperator = await manager.findOneBy(PersonEntity, { name: 'operator' });
    if (hasPeople && !hasOperator) return false;
    const wanted = {
      person: 'operator',
      role: 'operator',
      name: 'this machine',
      scopes: null,
      expiresAt: null,
    } as const;
    const { token } = await createToken(manager, wanted);
    mkdirSync(home, { recursive: true });
    writeAtomically(path, `${token}\n`, 0o600);
    return true;
  });
}
