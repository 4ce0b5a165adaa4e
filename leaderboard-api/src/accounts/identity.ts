import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AccountRole, TokenScope } from '@paretoboard/contract/account.js';
import type { TeamRole } from '@paretoboard/contract/team.js';
import type { FastifyRequest } from 'fastify';

export interface Membership {
  readonly name: string;
  readonly role: TeamRole;
}

/** Who asks, as the request's token tells. */
export interface Identity {
  readonly person: string;
  readonly name: string;
  readonly roles: readonly AccountRole[];
  readonly scopes: readonly TokenScope[];
  /** By the team's id. */
  readonly teams: ReadonlyMap<string, Membership>;
  readonly token: { readonly id: string; readonly name: string; readonly expiresAt: Date | null };
}

export type RequestOfSomebody = FastifyRequest & { identity?: Identity };

/** Whose a thing is: a team's, else a person's; of neither: the house's own. */
export interface Holder {
  /** Id of the person who made it. */
  readonly owner: string | null;
  /** Id of the team that it was made for. */
  readonly team: string | null;
}

const teamRolesThatMay: Readonly<Record<'see' | 'steer' | 'own', readonly TeamRole[]>> = {
  see: ['owner', 'member', 'viewer'],
  steer: ['owner', 'member'],
  own: ['owner'],
};

function holds(identity: Identity, { owner, team }: Holder, what: keyof typeof teamRolesThatMay): boolean {
  if (team === null) return identity.person === owner;
  const role = identity.teams.get(team)?.role;
  return role !== undefined && teamRolesThatMay[what].includes(role);
}

/** Organisers and operators see what is anybody's. */
export function seesEverything(identity: Identity | null): boolean {
  return identity !== null && (identity.scopes.includes('organise') || identity.scopes.includes('operate'));
}

/** Whether somebody may see what is its holder's alone: the person, everybody of the team, organisers, operators. */
export function maySee(identity: Identity | null, holder: Holder): boolean {
  if (identity === null) return false;
  if (seesEverything(identity)) return true;
  return identity.scopes.includes('read') && holds(identity, holder, 'see');
}

/** Whether somebody may have a thing run, or stop it: the person, owners and members of the team, operators. */
export function maySteer(identity: Identity, holder: Holder): boolean {
  if (identity.scopes.includes('operate')) return true;
  return identity.scopes.includes('submit') && holds(identity, holder, 'steer');
}

/** Whether somebody may take a thing back: the person, owners of the team, operators. */
export function mayWithdraw(identity: Identity, holder: Holder): boolean {
  if (identity.scopes.includes('operate')) return true;
  return identity.scopes.includes('submit') && holds(identity, holder, 'own');
}

/** Parameter of a handler: who asks, or null where no token came. */
export const Caller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Identity | null =>
    context.switchToHttp().getRequest<RequestOfSomebody>().identity ?? null,
);
