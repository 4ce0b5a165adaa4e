import type { AccountRole, KnownToken as OwnToken, TokenScope } from '@paretoboard/contract/account.js';
import { slugSchema } from '@paretoboard/contract/primitives.js';
import type { DataSource, EntityManager } from 'typeorm';
import { IsNull } from 'typeorm';
import { membershipsOf } from '../teams/memberships.js';
import { TeamEntity } from '../teams/team.entity.js';
import { lockNames } from './holder-names.js';
import type { Identity } from './identity.js';
import { PersonEntity } from './person.entity.js';
import { hashOfToken, makeSecretToken } from './secret-token.js';
import { TokenEntity } from './token.entity.js';

/** What somebody with a role may be given a token for. */
const scopesOfRole: Readonly<Record<AccountRole, readonly TokenScope[]>> = {
  submitter: ['read', 'submit'],
  organiser: ['read', 'submit', 'organise'],
  operator: ['read', 'submit', 'organise', 'operate'],
  worker: ['work'],
};

/** How long a token's last use may be old before it is written again: not every request writes. */
const lastUseSeconds = 60;

/** A token as it may be shown. */
export type KnownToken = Omit<TokenEntity, 'hash'>;

/** A name that is none, a scope that the person may not have, a token that is not there. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
}

export interface NewToken {
  readonly person: string;
  /** Of a person that does not exist yet; one that exists keeps its roles. */
  readonly role: AccountRole;
  readonly name: string;
  /** null: all that the roles allow. */
  readonly scopes: readonly TokenScope[] | null;
  readonly expiresAt: Date | null;
}

/** The person of that name, made where there is none. @throws AccountError */
export async function personNamed(manager: EntityManager, name: string, role: AccountRole): Promise<PersonEntity> {
  const parsed = slugSchema.safeParse(name);
  if (!parsed.success)
    throw new AccountError(`a person's name: expected lower-case words joined by hyphens, found "${name}"`);
  await lockNames(manager);
  if (await manager.existsBy(TeamEntity, { name })) throw new AccountError(`"${name}" is the name of a team`);
  await manager
    .createQueryBuilder()
    .insert()
    .into(PersonEntity)
    .values({ name, roles: [role] })
    .orIgnore()
    .execute();
  return manager.findOneByOrFail(PersonEntity, { name });
}

/**
 * Makes a token, and its person where there is none of that name.
 * @returns the token itself: it is shown once and kept nowhere
 * @throws AccountError
 */
export async function createToken(manager: EntityManager, wanted: NewToken): Promise<{ id: string; token: string }> {
  const person = await personNamed(manager, wanted.person, wanted.role);
  const { name, scopes, expiresAt } = wanted;
  return issueToken(manager, person, {
    name,
    scopes: [...new Set(scopes ?? scopesOf(person))],
    expiresAt,
    isSession: false,
  });
}

/** All that somebody may be given a token for. */
export function scopesOf({ roles }: Pick<PersonEntity, 'roles'>): TokenScope[] {
  return [...new Set(roles.flatMap((role) => scopesOfRole[role]))];
}

/** Makes a token of a person. @throws AccountError for a scope that their roles do not allow */
export async function issueToken(
  manager: EntityManager,
  person: PersonEntity,
  wanted: Pick<TokenEntity, 'name' | 'scopes' | 'expiresAt' | 'isSession'>,
): Promise<{ id: string; token: string }> {
  const excess = wanted.scopes.find((scope) => !scopesOf(person).includes(scope));
  if (excess)
    throw new AccountError(`${person.name} is ${person.roles.join(', ')}: no token with the scope "${excess}"`);
  const token = makeSecretToken();
  const made = await manager.save(
    manager.create(TokenEntity, { ...wanted, person: person.id, hash: hashOfToken(token) }),
  );
  return { id: made.id, token };
}

/** The tokens of one person, oldest first, without themselves. */
export async function tokensOf(manager: EntityManager, person: string): Promise<OwnToken[]> {
  const tokens = await manager.find(TokenEntity, { where: { person }, order: { createdAt: 'ASC' } });
  const text = (date: Date | null): string | null => date?.toISOString() ?? null;
  return tokens.map(({ id, name, scopes, isSession, createdAt, expiresAt, lastUsedAt, revokedAt }) => ({
    ...{ id, name, scopes, isSession, createdAt: createdAt.toISOString() },
    ...{ expiresAt: text(expiresAt), lastUsedAt: text(lastUsedAt), revokedAt: text(revokedAt) },
  }));
}

/** A token ceases to work at once. @throws AccountError */
export async function revokeToken(database: DataSource, id: string): Promise<KnownToken> {
  const tokens = database.getRepository(TokenEntity);
  const isId = /^[0-9a-f-]{36}$/.test(id);
  const found = isId ? await tokens.findOneBy({ id }) : null;
  if (!found) throw new AccountError(`no token has the id "${id}": \`token list\` shows them`);
  await tokens.update({ id, revokedAt: IsNull() }, { revokedAt: new Date() });
  const { hash: _, ...known } = await tokens.findOneByOrFail({ id });
  return known;
}

/** Every token that was made, oldest first, by its person's name. */
export async function listTokens(database: DataSource): Promise<KnownToken[]> {
  const people = new Map((await database.getRepository(PersonEntity).find()).map(({ id, name }) => [id, name]));
  const tokens = await database.getRepository(TokenEntity).find({ order: { createdAt: 'ASC' } });
  return tokens.map(({ hash: _, ...token }) => ({ ...token, person: people.get(token.person) ?? '' }));
}

/** Whose token this is; null: nobody's, or no longer good. */
export async function identify(database: DataSource, token: string): Promise<Identity | null> {
  const found = await database.getRepository(TokenEntity).findOneBy({ hash: hashOfToken(token) });
  const isExpired = found?.expiresAt !== null && found?.expiresAt !== undefined && found.expiresAt <= new Date();
  if (!found || found.revokedAt || isExpired) return null;
  const person = await database.getRepository(PersonEntity).findOneByOrFail({ id: found.person });
  await database.query(
    `update tokens set last_used_at = now() where id = $1 and (last_used_at is null or last_used_at < now() - make_interval(secs => $2))`,
    [found.id, lastUseSeconds],
  );
  const allowed = scopesOf(person);
  return {
    person: person.id,
    name: person.name,
    roles: person.roles,
    scopes: found.scopes.filter((scope) => allowed.includes(scope)),
    teams: await membershipsOf(database.manager, person.id),
    token: { id: found.id, name: found.name, expiresAt: found.expiresAt },
  };
}
