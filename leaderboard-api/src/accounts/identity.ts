import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AccountRole, TokenScope } from '@paretoboard/contract/submission.js';
import type { FastifyRequest } from 'fastify';

/** Who asks, as the request's token tells. */
export interface Identity {
  readonly person: string;
  readonly name: string;
  readonly roles: readonly AccountRole[];
  readonly scopes: readonly TokenScope[];
  readonly token: { readonly name: string; readonly expiresAt: Date | null };
}

export type RequestOfSomebody = FastifyRequest & { identity?: Identity };

/** Whether somebody may do to a thing of `owner` what `scope` allows: its owner, or an operator. */
export function maySteer(identity: Identity | null, owner: string | null, scope: TokenScope): boolean {
  if (identity === null) return false;
  if (identity.scopes.includes('operate')) return true;
  return identity.person === owner && identity.scopes.includes(scope);
}

/** Parameter of a handler: who asks, or null where no token came. */
export const Caller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Identity | null =>
    context.switchToHttp().getRequest<RequestOfSomebody>().identity ?? null,
);
