import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import {
  acceptanceSchema,
  type Invitation,
  type IssuedToken,
  newPersonSchema,
  signInSchema,
} from '@paretoboard/contract/account.js';
import { parseInput } from '../http/parse-query.js';
import { ProblemError } from '../http/problem.js';
import { AccountError } from './accounts.js';
import { Caller, type Identity } from './identity.js';
import { SignInService } from './sign-in.service.js';
import { RequireScope } from './token.guard.js';

/** Signing in, out, and for the first time. A session is a token of the API: the site keeps it in a cookie that no script reads. */
@Controller('api/v1')
export class SessionsController {
  constructor(private readonly signIns: SignInService) {}

  @Post('sessions')
  @HttpCode(201)
  signIn(@Body() body: unknown): Promise<IssuedToken> {
    const { name, password } = parseInput(signInSchema, body);
    return this.signIns.signIn(name, password);
  }

  @Delete('session')
  @HttpCode(204)
  @RequireScope('read')
  signOut(@Caller() caller: Identity): Promise<void> {
    return this.signIns.signOut(caller);
  }

  @Post('people')
  @HttpCode(201)
  @RequireScope('operate')
  async invite(@Body() body: unknown): Promise<Invitation> {
    const { name, role } = parseInput(newPersonSchema, body);
    return this.signIns.invite(name, role).catch((error: unknown) => {
      throw error instanceof AccountError ? new ProblemError('conflict', error.message) : error;
    });
  }

  @Post('invitations/accept')
  @HttpCode(201)
  accept(@Body() body: unknown): Promise<IssuedToken> {
    const { secret, password } = parseInput(acceptanceSchema, body);
    return this.signIns.accept(secret, password);
  }
}
