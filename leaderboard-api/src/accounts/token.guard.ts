import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { TokenScope } from '@paretoboard/contract/account.js';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { ProblemError } from '../http/problem.js';
import { identify } from './accounts.js';
import type { RequestOfSomebody } from './identity.js';
import { bearerToken } from './secret-token.js';

const scopeKey = 'scope';

/** A handler, or all of a controller, that wants a token with this scope. */
export const RequireScope = (scope: TokenScope): MethodDecorator & ClassDecorator => SetMetadata(scopeKey, scope);

/**
 * Reads who asks from the `Authorization` header, for every request. Reading wants no token; but one that came and is not good is refused everywhere, so
 * that nobody takes the public's view for their own.
 */
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly database: DataSource,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const scope = this.reflector.getAllAndOverride<TokenScope | undefined>(scopeKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    const http = context.switchToHttp();
    const request = http.getRequest<RequestOfSomebody>();
    const token = bearerToken(request.headers.authorization);
    const identity = token === null ? null : await identify(this.database, token);
    if (identity === null && (scope !== undefined || request.headers.authorization !== undefined)) {
      void http.getResponse<FastifyReply>().header('www-authenticate', 'Bearer realm="paretoboard"');
      throw unauthorised(request.headers.authorization);
    }
    if (identity !== null) {
      request.identity = identity;
      // What one may see is not for the next one who asks through the same cache.
      void http
        .getResponse<FastifyReply>()
        .header('cache-control', 'private, no-cache')
        .header('vary', 'authorization');
    }
    if (scope === undefined || identity?.scopes.includes(scope)) return true;
    throw new ProblemError(
      'forbidden',
      `the token "${identity?.token.name}" has no scope "${scope}", only ${identity?.scopes.join(', ') || 'none'}`,
    );
  }
}

function unauthorised(header: string | undefined): ProblemError {
  const found = header === undefined ? 'none came' : 'the one that came is unknown, revoked or expired';
  return new ProblemError(
    'unauthorised',
    `expected "Authorization: Bearer pb_…" with a token of this server; ${found}`,
  );
}
