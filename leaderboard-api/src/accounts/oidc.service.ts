import { Inject, Injectable } from '@nestjs/common';
import type { IssuedToken, OidcBegun, OidcOffer } from '@paretoboard/contract/account.js';
import { slugSchema } from '@paretoboard/contract/primitives.js';
import * as client from 'openid-client';
import { DataSource, type EntityManager } from 'typeorm';
import { ProblemError } from '../http/problem.js';
import { TeamEntity } from '../teams/team.entity.js';
import { personNamed } from './accounts.js';
import { type OidcSettings, oidcToken } from './oidc-settings.js';
import { PersonEntity } from './person.entity.js';
import { hashOfToken, makeSecretToken } from './secret-token.js';
import { SignInService } from './sign-in.service.js';

const underWayMinutes = 10;

interface UnderWay {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly invitation: string | null;
}

/** Sign-in by an OpenID provider, found by discovery: authorisation code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 9700). */
@Injectable()
export class OidcService {
  private found: Promise<client.Configuration> | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly signIns: SignInService,
    @Inject(oidcToken) private readonly settings: OidcSettings | null,
  ) {}

  offer(): OidcOffer {
    return { provider: this.settings ? new URL(this.settings.issuer).host : null };
  }

  /** @throws ProblemError 404 where no provider is set */
  async begin(secret: string | null): Promise<OidcBegun> {
    const { redirectUri } = this.expected();
    const configuration = await this.configuration();
    const handle = makeSecretToken();
    const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
    await this.database.query('delete from oidc_sign_ins where expires_at < now()');
    await this.database.query(
      `insert into oidc_sign_ins (hash, state, nonce, verifier, invitation, expires_at)
       values ($1, $2, $3, $4, $5, now() + make_interval(mins => $6))`,
      [hashOfToken(handle), state, nonce, verifier, secret === null ? null : hashOfToken(secret), underWayMinutes],
    );
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    return { address: address.href, handle };
  }

  /** @throws ProblemError 401 for an answer of the provider that does not hold, 403 for somebody who has no account here */
  async finish(handle: string, address: string): Promise<IssuedToken> {
    const { issuer, redirectUri } = this.expected();
    const underWay = await this.take(handle);
    const subject = await this.subjectOf(underWay, new URL(new URL(address).search, redirectUri));
    return this.database.transaction(async (manager) => {
      const person = await this.personOf(manager, issuer, subject, underWay.invitation);
      return this.signIns.startSession(manager, person);
    });
  }

  private expected(): OidcSettings {
    if (this.settings) return this.settings;
    throw new ProblemError('not-found', 'no OpenID provider is set on this server');
  }

  /** Asked once; a provider that could not be reached is asked again. */
  private configuration(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.expected();
    const server = new URL(issuer);
    // Only a provider on this very machine may be spoken to without TLS.
    const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(server.hostname);
    const options = isLocal ? { execute: [client.allowInsecureRequests] } : {};
    this.found ??= client.discovery(server, clientId, clientSecret, undefined, options).catch((error: unknown) => {
      this.found = null;
      throw error;
    });
    return this.found;
  }

  /** Each sign-in is finished once. */
  private async take(handle: string): Promise<UnderWay> {
    const [taken] = await this.database.query<[UnderWay[], number]>(
      'delete from oidc_sign_ins where hash = $1 and expires_at > now() returning state, nonce, verifier, invitation',
      [hashOfToken(handle)],
    );
    if (taken[0]) return taken[0];
    throw new ProblemError('unauthorised', `this sign-in was finished, or began over ${underWayMinutes} minutes ago`);
  }

  private async subjectOf({ state, nonce, verifier }: UnderWay, answer: URL): Promise<client.IDToken> {
    const checks = {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    };
    try {
      return (await client.authorizationCodeGrant(await this.configuration(), answer, checks)).claims()!;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new ProblemError('unauthorised', `the answer of the OpenID provider does not hold: ${why}`);
    }
  }

  private async personOf(
    manager: EntityManager,
    issuer: string,
    { sub, preferred_username: wanted }: client.IDToken,
    invitation: string | null,
  ): Promise<PersonEntity> {
    const [known] = await manager.query<{ person: string }[]>(
      'select person from identities where issuer = $1 and subject = $2',
      [issuer, sub],
    );
    if (known) return manager.findOneByOrFail(PersonEntity, { id: known.person });
    const person =
      invitation === null ? await this.newPerson(manager, wanted) : await this.invited(manager, invitation);
    await manager.query('insert into identities (issuer, subject, person) values ($1, $2, $3)', [
      issuer,
      sub,
      person.id,
    ]);
    return person;
  }

  private async invited(manager: EntityManager, invitation: string): Promise<PersonEntity> {
    const [used] = await manager.query<[{ person: string }[], number]>(
      'update invitations set used_at = now() where hash = $1 and used_at is null and expires_at > now() returning person',
      [invitation],
    );
    if (!used[0]) throw new ProblemError('not-found', 'this link was used, or is too old: ask for another one');
    return manager.findOneByOrFail(PersonEntity, { id: used[0].person });
  }

  /** Never an account that is there: a name at the provider proves nothing here. */
  private async newPerson(manager: EntityManager, wanted: unknown): Promise<PersonEntity> {
    if (!this.expected().signUp)
      throw new ProblemError('forbidden', 'you have no account on this server: ask its operator for an invitation');
    const name = slugSchema.safeParse(typeof wanted === 'string' ? wanted.toLowerCase() : null);
    const isTaken = (name: string) =>
      Promise.all([manager.existsBy(PersonEntity, { name }), manager.existsBy(TeamEntity, { name })]);
    const isFree = name.success && !(await isTaken(name.data)).includes(true);
    const free = isFree
      ? name.data
      : `person-${makeSecretToken()
          .slice(3, 11)
          .toLowerCase()
          .replaceAll(/[^a-z0-9]/g, '0')}`;
    return personNamed(manager, free, 'submitter');
  }
}
