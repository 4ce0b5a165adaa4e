import type { TokenScope } from '@paretoboard/contract/account.js';

/**
 * Who asks. `narrow`: the owner's own token, without the scope that is needed. `stranger`: somebody who belongs to no team that matters. `viewer`, `member`,
 * `owner`: by their role in the team of the thing.
 */
export const callers = [
  'nobody',
  'expired',
  'narrow',
  'stranger',
  'viewer',
  'member',
  'owner',
  'organiser',
  'operator',
] as const;
export type CallerKind = (typeof callers)[number];

/** Whose the thing is that an address names: the caller's own, a team's, or another's that is private or public. All but the last are private. */
export type Ownership = 'own' | 'team' | 'other' | 'public';

/** Things that an address names by its first parameter. */
export type ObjectKind = 'webhook' | 'submission' | 'run' | 'upload' | 'team';

/** What a route lets whom do. The test asks every combination of caller and ownership. */
export interface Access {
  /** What the token must allow; null: no token is needed. */
  readonly scope: TokenScope | null;
  readonly object: ObjectKind | null;
  /** Who may, by whose the thing is; without a thing, `none`. Everybody else is refused. */
  readonly allowed: Readonly<Partial<Record<Ownership | 'none', readonly CallerKind[]>>>;
  /** Status for somebody who is known and may not. */
  readonly refusal: 403 | 404;
}

const known: readonly CallerKind[] = ['stranger', 'viewer', 'member', 'owner', 'organiser', 'operator'];
const everybody: readonly CallerKind[] = ['nobody', 'narrow', ...known];

const whoMay: Readonly<Record<TokenScope, readonly CallerKind[]>> = {
  read: known,
  submit: known,
  organise: ['organiser', 'operator'],
  operate: ['operator'],
  work: [],
};

/** Reading what is public: with any good token, or none. */
export const anybody: Access = { scope: null, object: null, allowed: { none: everybody }, refusal: 403 };

/** Whoever has a token with this scope. */
export function whoHas(scope: TokenScope): Access {
  return { scope, object: null, allowed: { none: whoMay[scope] }, refusal: 403 };
}

/** Reading what may be private: what is, is its holder's, the organisers' and the operators'. */
export function whoSees(object: ObjectKind): Access {
  const allowed = {
    own: known,
    team: ['viewer', 'member', 'owner', 'organiser', 'operator'],
    other: ['organiser', 'operator'],
    public: everybody,
  } as const;
  return { scope: null, object, allowed, refusal: 403 };
}

/** Having something run, or stopping it: its owner, those of the team who do more than look on, operators. */
export function whoSteers(object: ObjectKind): Access {
  const allowed = {
    own: known,
    team: ['member', 'owner', 'operator'],
    other: ['operator'],
    public: ['operator'],
  } as const;
  return { scope: 'submit', object, allowed, refusal: 403 };
}

/** Taking something back: its owner, owners of the team, operators. */
export function whoWithdraws(object: ObjectKind): Access {
  const allowed = { own: known, team: ['owner', 'operator'], other: ['operator'], public: ['operator'] } as const;
  return { scope: 'submit', object, allowed, refusal: 403 };
}

/** Workers, which are no people: no token of a person will do. */
const workersAlone: Access = { scope: 'work', object: null, allowed: { none: [] }, refusal: 403 };

/** A webhook is there for whoever made it, or for the owners of the team whose it is, and for nobody else. */
function ownWebhook(scope: TokenScope): Access {
  return { scope, object: 'webhook', allowed: { own: known, team: ['owner'], other: [] }, refusal: 404 };
}

/** An upload is there for whoever began it, and for nobody else. */
const ownUpload: Access = { scope: 'submit', object: 'upload', allowed: { own: known, other: [] }, refusal: 404 };

const seesTeam: Access = {
  scope: 'read',
  object: 'team',
  allowed: { team: ['viewer', 'member', 'owner', 'organiser', 'operator'], other: ['organiser', 'operator'] },
  refusal: 403,
};

const managesTeam: Access = {
  scope: 'submit',
  object: 'team',
  allowed: { team: ['owner', 'operator'], other: ['operator'] },
  refusal: 403,
};

/**
 * Every route of the running app, and who may use it. A new route needs one line here; the test beside this file names those without one, and lines
 * without a route. Rules: `anybody`, `whoHas(scope)`, `whoSees(thing)`, `whoSteers(thing)`,
 * `whoWithdraws(thing)`.
 */
export const authorisationMatrix: Readonly<Record<string, Access>> = {
  'GET /api/health': anybody,
  'GET /api/openapi.json': anybody,
  'GET /metrics': anybody,
  'GET /api/v1/boards': anybody,
  'GET /api/v1/tasks': anybody,
  'GET /api/v1/tasks/:id': anybody,
  'GET /api/v1/tasks/:id/board': anybody,
  'GET /api/v1/tasks/:id/board.csv': anybody,
  'GET /api/v1/tasks/:id/feed.atom': anybody,
  'GET /api/v1/tasks/:id/rules': anybody,
  'PUT /api/v1/tasks/:id/rules': whoHas('organise'),
  'GET /api/v1/challenges': anybody,
  'POST /api/v1/challenges': whoHas('organise'),
  'GET /api/v1/challenges/:slug': anybody,
  'PATCH /api/v1/challenges/:slug': whoHas('organise'),
  'GET /api/v1/challenges/:slug/board': anybody,
  'GET /api/v1/challenges/:slug/mine': whoHas('read'),
  'GET /api/v1/challenges/:slug/log': anybody,
  'GET /api/v1/challenges/:slug/overview': whoHas('organise'),
  'POST /api/v1/challenges/:slug/freeze': whoHas('organise'),
  'POST /api/v1/challenges/:slug/finals': whoHas('organise'),
  'POST /api/v1/challenges/:slug/reveal': whoHas('organise'),
  'POST /api/v1/challenges/:slug/call-off': whoHas('organise'),
  'GET /api/v1/feed.atom': anybody,
  'GET /api/v1/badge/:task/:submission(^.+).svg': anybody,
  'GET /api/v1/badge/:task/:submission(^.+).json': anybody,
  'GET /api/v1/records': anybody,
  'GET /api/v1/records/:digest': anybody,
  'GET /api/v1/records/:digest/files/:name': anybody,
  'GET /api/v1/records/:digest/log': anybody,
  'GET /api/v1/compare': anybody,
  'GET /api/v1/compare/items': anybody,
  'GET /api/v1/records/:digest/latency': anybody,
  'GET /api/v1/records/:digest/attempts': anybody,
  'GET /api/v1/records/:digest/answers': anybody,
  'GET /api/v1/records/:digest/answers/:name': anybody,
  'GET /api/v1/search': anybody,
  'GET /api/v1/papers': anybody,
  'GET /api/v1/papers/:id': anybody,
  'GET /api/v1/log': anybody,
  'GET /api/v1/log.json': anybody,
  'GET /api/v1/keys': anybody,
  'GET /api/v1/webhooks': whoHas('read'),
  'POST /api/v1/webhooks': whoHas('submit'),
  'DELETE /api/v1/webhooks/:id': ownWebhook('submit'),
  'GET /api/v1/webhooks/:id/deliveries': ownWebhook('read'),
  'GET /api/v1/queue': anybody,
  'POST /api/v1/queue/pause': whoHas('operate'),
  'POST /api/v1/queue/resume': whoHas('operate'),
  'GET /api/v1/workers': anybody,
  'POST /api/v1/workers': workersAlone,
  'DELETE /api/v1/workers/:id': workersAlone,
  'POST /api/v1/workers/:id/lease': workersAlone,
  'POST /api/v1/workers/:id/drain': whoHas('operate'),
  'POST /api/v1/workers/:id/resume': whoHas('operate'),
  'POST /api/v1/leases/:id/renew': workersAlone,
  'POST /api/v1/leases/:id/events': workersAlone,
  'PUT /api/v1/leases/:id/log': workersAlone,
  'GET /api/v1/leases/:id/bundle': workersAlone,
  'PUT /api/v1/leases/:id/files': workersAlone,
  'POST /api/v1/leases/:id/publish': workersAlone,
  'POST /api/v1/leases/:id/end': workersAlone,
  'GET /api/v1/account': whoHas('read'),
  'DELETE /api/v1/account': whoHas('submit'),
  'GET /api/v1/account/tokens': whoHas('read'),
  'POST /api/v1/account/tokens': whoHas('submit'),
  'DELETE /api/v1/account/tokens/:id': whoHas('submit'),
  'PUT /api/v1/account/password': whoHas('submit'),
  'GET /api/v1/account/export': whoHas('read'),
  'POST /api/v1/sessions': anybody,
  'DELETE /api/v1/session': whoHas('read'),
  'GET /api/v1/oidc': anybody,
  'POST /api/v1/oidc/begin': anybody,
  'POST /api/v1/oidc/finish': anybody,
  'POST /api/v1/people': whoHas('operate'),
  'POST /api/v1/invitations/accept': anybody,
  'POST /api/v1/teams': whoHas('submit'),
  'GET /api/v1/teams/:name': seesTeam,
  'PUT /api/v1/teams/:name/members/:person': managesTeam,
  'DELETE /api/v1/teams/:name/members/:person': managesTeam,
  'GET /api/v1/runs': anybody,
  'GET /api/v1/runs/:id': anybody,
  'GET /api/v1/runs/:id/events': anybody,
  'GET /api/v1/runs/:id/log': whoSees('run'),
  'POST /api/v1/runs/:id/cancel': whoSteers('run'),
  'POST /api/v1/runs/:id/rerun': whoSteers('run'),
  'GET /api/v1/submissions': anybody,
  'POST /api/v1/submissions': whoHas('submit'),
  'GET /api/v1/submissions/:id': anybody,
  'GET /api/v1/submissions/:id/bundle': whoSees('submission'),
  'POST /api/v1/submissions/:id/withdraw': whoWithdraws('submission'),
  'POST /api/v1/uploads': whoHas('submit'),
  'OPTIONS /api/v1/uploads': anybody,
  'HEAD /api/v1/uploads/:id': ownUpload,
  'PATCH /api/v1/uploads/:id': ownUpload,
  'DELETE /api/v1/uploads/:id': ownUpload,
};
