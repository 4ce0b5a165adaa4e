import { z } from 'zod';
import { slugSchema } from './primitives.js';
import { quotaSchema } from './quota.js';
import { teamRoleSchema } from './team.js';

/** What a token may be used for: reading what is its owner's alone; sending submissions and steering one's runs; the rules of tasks; everything; being a worker. */
export const tokenScopeSchema = z.enum(['read', 'submit', 'organise', 'operate', 'work']);
export type TokenScope = z.infer<typeof tokenScopeSchema>;

/** Submitters send and steer what is theirs; organisers also set the rules of tasks and see what is private; operators may do everything. */
export const accountRoleSchema = z.enum(['submitter', 'organiser', 'operator', 'worker']);
export type AccountRole = z.infer<typeof accountRoleSchema>;

/** `GET /api/v1/account`: whose token this is, and what is left to them. */
export const accountSchema = z.object({
  name: slugSchema,
  roles: z.array(accountRoleSchema),
  token: z.object({ name: z.string(), scopes: z.array(tokenScopeSchema), expiresAt: z.string().nullable() }),
  teams: z.array(z.object({ name: slugSchema, role: teamRoleSchema })),
  /** What is left to this person, and to each team that they may submit for; of tasks with limits of their own, or with a run in the last day. */
  quotas: z.array(quotaSchema),
});
export type Account = z.infer<typeof accountSchema>;

/** Length is what counts (NIST SP 800-63B); a limit, since hashing costs by it. */
export const passwordSchema = z.string().min(12, 'expected at least 12 characters').max(200);

/** What a token is for, in its owner's words. */
export const tokenNameSchema = z.string().min(1).max(120);

/** Body of `POST /api/v1/account/tokens`. */
export const newTokenSchema = z.object({
  name: tokenNameSchema,
  scopes: z.array(tokenScopeSchema).min(1),
  /** Tokens made over HTTP always expire. */
  days: z.number().positive().max(366),
});

/** A token as it may be shown: without itself. */
export const knownTokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(tokenScopeSchema),
  isSession: z.boolean(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type KnownToken = z.infer<typeof knownTokenSchema>;

/** Body of `POST /api/v1/sessions`. */
export const signInSchema = z.object({ name: slugSchema, password: z.string().min(1).max(200) });

/** Body of `POST /api/v1/invitations/accept`: the secret of the link, and the password that is to hold from now on. */
export const acceptanceSchema = z.object({ secret: z.string().min(1).max(200), password: passwordSchema });

/** A new token, shown this once: of a session, or for a program. */
export const issuedTokenSchema = z.object({ name: slugSchema, token: z.string(), expiresAt: z.string().nullable() });
export type IssuedToken = z.infer<typeof issuedTokenSchema>;

/** Body of `POST /api/v1/people`. */
export const newPersonSchema = z.object({ name: slugSchema, role: accountRoleSchema.default('submitter') });

/** A link that works once. */
export const invitationSchema = z.object({ name: slugSchema, secret: z.string(), expiresAt: z.string() });
export type Invitation = z.infer<typeof invitationSchema>;

/** Body of `PUT /api/v1/account/password`. */
export const newPasswordSchema = z.object({ current: z.string().max(200).nullable(), password: passwordSchema });

/** Body of `DELETE /api/v1/account`: one's own name, so that nobody does it by mistake. */
export const deletionSchema = z.object({ confirm: z.string().max(200) });

/** Host of the OpenID provider that people may sign in by; null: there is none. */
export const oidcOfferSchema = z.object({ provider: z.string().nullable() });
export type OidcOffer = z.infer<typeof oidcOfferSchema>;

/** Body of `POST /api/v1/oidc/begin`: the secret of an invitation, where the provider's account is to be joined with an invited one. */
export const oidcBeginSchema = z.object({ secret: z.string().min(1).max(200).optional() });

/** Where the browser is to go, and what it brings back: `handle` belongs into a cookie of that browser. */
export const oidcBegunSchema = z.object({ address: z.url(), handle: z.string() });
export type OidcBegun = z.infer<typeof oidcBegunSchema>;

/** Body of `POST /api/v1/oidc/finish`: the address to which the provider sent the browser back, whole. */
export const oidcFinishSchema = z.object({ handle: z.string().min(1).max(200), address: z.url().max(8_000) });
