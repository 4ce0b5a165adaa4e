import { Injectable } from '@nestjs/common';
import type { AccountRole, Invitation, IssuedToken } from '@paretoboard/contract/account.js';
import { DataSource, type EntityManager } from 'typeorm';
import { ProblemError } from '../http/problem.js';
import { issueToken, personNamed, scopesOf } from './accounts.js';
import type { Identity } from './identity.js';
import { hashOfPassword, isPassword } from './password.js';
import { PersonEntity } from './person.entity.js';
import { hashOfToken, makeSecretToken } from './secret-token.js';
import { TokenEntity } from './token.entity.js';

const dayMs = 24 * 3600 * 1000;
const sessionMs = 30 * dayMs;
const invitationMs = 7 * dayMs;
/** So many wrong passwords for one name within a while, then none is looked at until they are older. */
const failuresAllowed = 10;
const failureMinutes = 15;

/** One answer for every reason: nobody learns which names there are. */
const refused = new ProblemError('unauthorised', 'name and password do not belong together, or the account has none');

/** Sessions by password, and the links that give people their first one. */
@Injectable()
export class SignInService {
  constructor(private readonly database: DataSource) {}

  /** @throws ProblemError 401, and 429 after too many wrong passwords */
  async signIn(name: string, password: string): Promise<IssuedToken> {
    const { manager } = this.database;
    await this.checkFailures(name);
    const person = await manager.findOneBy(PersonEntity, { name });
    if (!(await isPassword(password, person?.passwordHash ?? null)) || !person) {
      await manager.query('insert into failed_sign_ins (name) values ($1)', [name]);
      throw refused;
    }
    return this.startSession(manager, person);
  }

  /** Ends the caller's session; a token for programs, by which the site may be used too, stays. */
  async signOut({ token }: Identity): Promise<void> {
    await this.database.getRepository(TokenEntity).update({ id: token.id, isSession: true }, { revokedAt: new Date() });
  }

  /** An account that has no password yet, or has lost it: the link sets one. Earlier links of the person work no more. */
  async invite(name: string, role: AccountRole): Promise<Invitation> {
    return this.database.transaction(async (manager) => {
      const person = await personNamed(manager, name, role);
      const secret = makeSecretToken();
      const expiresAt = new Date(Date.now() + invitationMs);
      await manager.query('delete from invitations where person = $1', [person.id]);
      await manager.query('insert into invitations (hash, person, expires_at) values ($1, $2, $3)', [
        hashOfToken(secret),
        person.id,
        expiresAt,
      ]);
      return { name, secret, expiresAt: expiresAt.toISOString() };
    });
  }

  /** @throws ProblemError 404 for a link that was used, is too old, or never was */
  async accept(secret: string, password: string): Promise<IssuedToken> {
    const passwordHash = await hashOfPassword(password);
    return this.database.transaction(async (manager) => {
      const [used] = await manager.query<[{ person: string }[], number]>(
        'update invitations set used_at = now() where hash = $1 and used_at is null and expires_at > now() returning person',
        [hashOfToken(secret)],
      );
      if (!used[0]) throw new ProblemError('not-found', 'this link was used, or is too old: ask for another one');
      const person = await manager.findOneByOrFail(PersonEntity, { id: used[0].person });
      await this.setPassword(manager, person.id, passwordHash, null);
      return this.startSession(manager, person);
    });
  }

  /** Other sessions end: whoever knew the old password is out. @throws ProblemError 401 for a wrong current one */
  async changePassword(caller: Identity, current: string | null, password: string): Promise<void> {
    const person = await this.database.getRepository(PersonEntity).findOneByOrFail({ id: caller.person });
    await this.checkFailures(person.name);
    if (person.passwordHash !== null && !(await isPassword(current ?? '', person.passwordHash))) {
      await this.database.query('insert into failed_sign_ins (name) values ($1)', [person.name]);
      throw refused;
    }
    const passwordHash = await hashOfPassword(password);
    await this.database.transaction((manager) => this.setPassword(manager, person.id, passwordHash, caller.token.id));
  }

  private async setPassword(manager: EntityManager, person: string, hash: string, keep: string | null): Promise<void> {
    await manager.update(PersonEntity, person, { passwordHash: hash });
    await manager.query(
      'update tokens set revoked_at = now() where person = $1 and is_session and revoked_at is null and id is distinct from $2',
      [person, keep],
    );
  }

  /** A session of somebody who has proven who they are. */
  async startSession(manager: EntityManager, person: PersonEntity): Promise<IssuedToken> {
    const expiresAt = new Date(Date.now() + sessionMs);
    const wanted = { name: 'session of the site', scopes: scopesOf(person), expiresAt, isSession: true };
    const { token } = await issueToken(manager, person, wanted);
    return { name: person.name, token, expiresAt: expiresAt.toISOString() };
  }

  private async checkFailures(name: string): Promise<void> {
    await this.database.query(`delete from failed_sign_ins where at < now() - make_interval(mins => $1)`, [
      failureMinutes,
    ]);
    const [row] = await this.database.query<{ failures: number }[]>(
      'select count(*)::int as failures from failed_sign_ins where name = $1',
      [name],
    );
    if (row!.failures < failuresAllowed) return;
    throw new ProblemError(
      'too-many-requests',
      `too many wrong passwords for this name: try again in ${failureMinutes} minutes`,
    );
  }
}
