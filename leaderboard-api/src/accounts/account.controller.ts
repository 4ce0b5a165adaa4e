import { Controller, Get } from '@nestjs/common';
import type { Account } from '@paretoboard/contract/account.js';
import { DataSource } from 'typeorm';
import { allQuotasOf } from '../quotas/quotas.js';
import { Caller, type Holder, type Identity } from './identity.js';
import { RequireScope } from './token.guard.js';

/** On whose account somebody may submit: their own, and that of each team in which they are more than a viewer. */
function accountsOf({ person, teams }: Identity): Holder[] {
  const submitting = [...teams].filter(([, { role }]) => role !== 'viewer');
  return [{ owner: person, team: null }, ...submitting.map(([team]) => ({ owner: person, team }))];
}

@Controller('api/v1/account')
@RequireScope('read')
export class AccountController {
  constructor(private readonly database: DataSource) {}

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
}
