import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  type Account,
  deletionSchema,
  type IssuedToken,
  type KnownToken,
  newPasswordSchema,
  newTokenSchema,
} from '@paretoboard/contract/account.js';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { parseInput } from '../http/parse-query.js';
import { notFound, ProblemError } from '../http/problem.js';
import { allQuotasOf } from '../quotas/quotas.js';
import { issueToken, tokensOf } from './accounts.js';
import { Caller, type Holder, type Identity } from './identity.js';
import { OwnDataService } from './own-data.service.js';
import { PersonEntity } from './person.entity.js';
import { SignInService } from './sign-in.service.js';
import { TokenEntity } from './token.entity.js';
import { RequireScope } from './token.guard.js';

/** On whose account somebody may submit: their own, and that of each team in which they are more than a viewer. */
function accountsOf({ person, teams }: Identity): Holder[] {
  const submitting = [...teams].filter(([, { role }]) => role !== 'viewer');
  return [{ owner: person, team: null }, ...submitting.map(([team]) => ({ owner: person, team }))];
}

@Controller('api/v1/account')
@RequireScope('read')
export class AccountController {
  constructor(
    private readonly database: DataSource,
    private readonly signIns: SignInService,
    private readonly ownData: OwnDataService,
  ) {}

  /** Whose token came, and what is left to them. */
  @Get()
  async account(@Caller() caller: Identity): Promise<Account> {
    const { name, roles, scopes, teams, token } = caller;
    const quotas = await Promise.all(accountsOf(caller).map((holder) => allQuotasOf(this.database.manager, holder)));
    return {
      name,
      roles: [...roles],
      token: { name: token.name, scopes: [...scopes], expiresAt: token.expiresAt?.toISOString() ?? null },
      teams: [...teams.values()],
      quotas: quotas.flat(),
    };
  }

  @Get('tokens')
  async tokens(@Caller() { person }: Identity): Promise<{ items: KnownToken[]; next: null; total: number }> {
    const items = await tokensOf(this.database.manager, person);
    return { items, next: null, total: items.length };
  }

  /** For a program: it may do no more than the token that asks. */
  @Post('tokens')
  @HttpCode(201)
  @RequireScope('submit')
  async makeToken(@Caller() caller: Identity, @Body() body: unknown): Promise<IssuedToken> {
    const { name, scopes, days } = parseInput(newTokenSchema, body);
    const excess = scopes.find((scope) => !caller.scopes.includes(scope));
    if (excess) throw new ProblemError('forbidden', `your token has no scope "${excess}", so it gives none away`);
    const person = await this.database.getRepository(PersonEntity).findOneByOrFail({ id: caller.person });
    const expiresAt = new Date(Date.now() + days * 24 * 3600 * 1000);
    const wanted = { name, scopes: [...new Set(scopes)], expiresAt, isSession: false };
    const { token } = await issueToken(this.database.manager, person, wanted);
    return { name: person.name, token, expiresAt: expiresAt.toISOString() };
  }

  /** It ceases to work at once. */
  @Delete('tokens/:id')
  @HttpCode(204)
  @RequireScope('submit')
  async revoke(@Caller() { person }: Identity, @Param('id') id: string): Promise<void> {
    const own = { id: parseInput(z.uuid(), id), person };
    const { affected } = await this.database.getRepository(TokenEntity).update(own, { revokedAt: new Date() });
    if (affected === 0) throw notFound(`no token of yours has the id ${id}`);
  }

  @Put('password')
  @HttpCode(204)
  @RequireScope('submit')
  async changePassword(@Caller() caller: Identity, @Body() body: unknown): Promise<void> {
    const { current, password } = parseInput(newPasswordSchema, body);
    await this.signIns.changePassword(caller, current, password);
  }

  /** Everything that is kept of the caller. */
  @Get('export')
  export(@Caller() caller: Identity): Promise<object> {
    return this.ownData.export(caller);
  }

  /** Deletes the caller's account: see `OwnDataService.delete`. */
  @Delete()
  @HttpCode(204)
  @RequireScope('submit')
  async delete(@Caller() caller: Identity, @Body() body: unknown): Promise<void> {
    await this.ownData.delete(caller, parseInput(deletionSchema, body).confirm);
  }
}
