import { Controller, Get } from '@nestjs/common';
import type { Account } from '@paretoboard/contract/submission.js';
import { Caller, type Identity } from './identity.js';
import { RequireScope } from './token.guard.js';

@Controller('api/v1/account')
@RequireScope('read')
export class AccountController {
  /** Whose token came. */
  @Get()
  account(@Caller() { name, roles, scopes, token }: Identity): Account {
    return {
      name,
      roles: [...roles],
      token: { name: token.name, scopes: [...scopes], expiresAt: token.expiresAt?.toISOString() ?? null },
    };
  }
}
