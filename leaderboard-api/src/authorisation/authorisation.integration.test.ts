import type { AccountRole, TokenScope } from '@paretoboard/contract/account.js';
import type { Visibility } from '@paretoboard/contract/submission.js';
import type { TeamRole } from '@paretoboard/contract/team.js';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createToken } from '../accounts/accounts.js';
import type { Holder } from '../accounts/identity.js';
import { PersonEntity } from '../accounts/person.entity.js';
import { RunLogEntity } from '../runs/run-log.entity.js';
import { TeamEntity } from '../teams/team.entity.js';
import { TeamMemberEntity } from '../teams/team-member.entity.js';
import { makeRun, makeSubmission } from '../testing/make-submission.js';
import { beginUpload } from '../testing/send-upload.js';
import { type House, serveHouse } from '../testing/serve-house.js';
import {
  type Access,
  authorisationMatrix,
  type CallerKind,
  callers,
  type ObjectKind,
  type Ownership,
} from './authorisation-matrix.js';

const routes: string[] = [];
let house: House;
let home: string;
let database: DataSource;
let origin: string;

beforeAll(async () => {
  house = await serveHouse('authorisation', {}, (app) => {
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) routes.push(`${one} ${url}`);
      });
  });
  ({ home, database, origin } = house);
  team = await database.getRepository(TeamEntity).save({ name: 'the-team' });
  anybodysName = (await somebody('submitter')).name;
});

afterAll(() => house?.close());

/** A HEAD that Fastify adds to a GET is that GET. */
function ownRoutes(): string[] {
  return routes.filter((route) => !(route.startsWith('HEAD ') && routes.includes(route.replace('HEAD ', 'GET '))));
}

describe('the matrix', () => {
  test('has an entry for every route of the running app', () => {
    const missing = ownRoutes().filter((route) => !(route in authorisationMatrix));
    const remedy = missing.map(
      (route) => `no entry for "${route}": add \`'${route}': anybody,\` (or whom you mean) to authorisation-matrix.ts`,
    );
    expect(remedy).toEqual([]);
    expect(routes.length).toBeGreaterThan(20);
  });

  test('has no entry without a route', () => {
    expect(Object.keys(authorisationMatrix).filter((route) => !routes.includes(route))).toEqual([]);
  });
});

let made = 0;
/** For addresses that name a person besides the thing. */
let anybodysName: string;

interface Somebody {
  readonly name: string;
  readonly person: string;
  readonly token: string;
}

async function somebody(
  role: AccountRole,
  scopes: TokenScope[] | null = null,
  expiresAt: Date | null = null,
): Promise<Somebody> {
  made += 1;
  const name = `person-${made}`;
  const { token } = await createToken(database.manager, { person: name, role, name: 'a test', scopes, expiresAt });
  const { id } = await database.getRepository(PersonEntity).findOneByOrFail({ name });
  return { name, person: id, token };
}

function otherThan(scope: TokenScope): TokenScope {
  return scope === 'read' ? 'submit' : 'read';
}

/** The team that things of ownership `team` belong to. */
let team: TeamEntity;

async function ofTheTeam(role: TeamRole): Promise<Somebody> {
  const one = await somebody('submitter');
  await database.getRepository(TeamMemberEntity).insert({ team: team.id, person: one.person, role });
  return one;
}

const makeCaller: Record<CallerKind, (access: Access) => Promise<Somebody | null>> = {
  nobody: async () => null,
  expired: () => somebody('operator', null, new Date(Date.now() - 1)),
  narrow: ({ scope }) => somebody('submitter', [otherThan(scope ?? 'read')]),
  stranger: () => somebody('submitter'),
  viewer: () => ofTheTeam('viewer'),
  member: () => ofTheTeam('member'),
  owner: () => ofTheTeam('owner'),
  organiser: () => somebody('organiser'),
  operator: () => somebody('operator'),
};

const known = new Map<string, Promise<Somebody | null>>();

/** Callers are made once: only things are changed by what is asked. */
function callerOf(kind: CallerKind, access: Access): Promise<Somebody | null> {
  const key = `${kind} ${kind === 'narrow' ? access.scope : ''}`;
  const found = known.get(key) ?? makeCaller[kind](access);
  known.set(key, found);
  return found;
}

async function makeRunWithLog(holder: Holder, visibility: Visibility): Promise<string> {
  const { id } = await makeRun(database, await makeSubmission(database, home, holder, { visibility }), 'failed');
  await database.getRepository(RunLogEntity).save({ run: id, body: 'a log' });
  return id;
}

/** Makes a thing. @returns what its address is made of */
const makeObject: Record<ObjectKind, (holder: Holder, visibility: Visibility) => Promise<string>> = {
  submission: async (holder, visibility) => (await makeSubmission(database, home, holder, { visibility })).id,
  run: makeRunWithLog,
  team: async ({ team: id }) => {
    made += 1;
    return id === null ? (await database.getRepository(TeamEntity).save({ name: `team-${made}` })).name : team.name;
  },
  webhook: async ({ owner, team: ofTeam }) => {
    const [{ id }] = await database.query<[{ id: string }]>(
      `insert into webhooks (owner, team, url, secret) values ($1, $2, 'https://example.org/', 'whsec_AAAA') returning id`,
      ofTeam === null ? [owner, null] : [null, ofTeam],
    );
    return id;
  },
  upload: async ({ owner }) => {
    const { name } = await database.getRepository(PersonEntity).findOneByOrFail({ id: owner! });
    const wanted = { person: name, role: 'submitter', name: 'its owner', scopes: null, expiresAt: null } as const;
    const { token } = await createToken(database.manager, wanted);
    return (await beginUpload({ origin, token }, 10)).split('/').at(-1)!;
  },
};

/** Status of one request; what streams is not waited for. */
async function ask(route: string, id: string, token: string | undefined): Promise<number> {
  const [method, pattern] = route.split(' ') as [string, string];
  const path = pattern
    .replace(':person', anybodysName)
    .replace(/:\w+(\(.*?\))?/, id)
    .replace(/:\w+(\(.*?\))?/g, 'x');
  const tus = pattern.includes('/uploads') ? { 'tus-resumable': '1.0.0', 'upload-offset': '0' } : {};
  const headers = {
    ...tus,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(method === 'PATCH' ? { 'content-type': 'application/offset+octet-stream' } : {}),
  };
  const response = await fetch(`${origin}${path}`, { method, headers });
  await response.body?.cancel();
  return response.status;
}

async function isAsStated(
  route: string,
  access: Access,
  caller: CallerKind,
  ownership: Ownership | 'none',
): Promise<string | null> {
  const who = await callerOf(caller, access);
  const isOwn = ownership === 'own';
  if (isOwn && who === null) return null;
  const owner = isOwn ? who! : await somebody('submitter');
  const visibility = ownership === 'public' ? 'public' : 'private';
  const holder = { owner: owner.person, team: ownership === 'team' ? team.id : null };
  const id = access.object === null ? 'x' : await makeObject[access.object](holder, visibility);
  const status = await ask(route, id, who?.token);
  const isAllowed = access.allowed[ownership]!.includes(caller);
  const noToken = caller === 'expired' || (caller === 'nobody' && access.scope !== null);
  const lacksScope = caller === 'narrow' && access.scope !== null;
  const refusal = noToken ? 401 : lacksScope ? 403 : access.refusal;
  const isThere = access.object === null || status !== 404;
  const ok = isAllowed ? ![401, 403].includes(status) && isThere && status < 500 : status === refusal;
  if (ok) return null;
  return `${caller} on ${ownership}: expected ${isAllowed ? 'to be let through' : refusal}, found ${status}`;
}

describe('every caller on everybody’s things', () => {
  test.each(Object.entries(authorisationMatrix))('%s', async (route, access) => {
    const ownerships = Object.keys(access.allowed) as (Ownership | 'none')[];
    const cases = callers.flatMap((caller) => ownerships.map((ownership) => ({ caller, ownership })));
    const found = await Promise.all(cases.map(({ caller, ownership }) => isAsStated(route, access, caller, ownership)));
    expect(found.filter((one) => one !== null)).toEqual([]);
  });
});
