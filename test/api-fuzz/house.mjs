// A server with something on its boards, and every answer of it counted by the server itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../../infra/places.mjs';

const fromApi = (path) => import(pathToFileURL(join(repositoryRoot, 'leaderboard-api', 'dist', path)).href);

/** Longest that a request may take to arrive here; a server in use waits longer. */
export const slowestRequestMs = 2_000;

/** A team and an open challenge, so that what is asked of these by name comes further than to say that there is none. @returns {Promise<{team: string, challenge: string, paper: string}>} */
async function fill(origin, token, task) {
  const ask = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const answer = await fetch(`${origin}/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
  const times = { opensAt: inDays(-1), closesAt: inDays(1), revealAt: inDays(2) };
  await ask('POST', 'teams', { name: 'tigers' });
  await ask('POST', 'challenges', { slug: 'spring-cup', title: 'Spring cup', task, ...times });
  const { items } = await ask('GET', 'papers');
  return { team: 'tigers', challenge: 'spring-cup', paper: items[0].id };
}

/** @returns {Promise<{origin: string, token: string, known: object, answers: Map<string, number>, stop(): Promise<void>}>} */
export async function openHouse() {
  const { startEmbeddedPostgres } = await fromApi('database/embedded-postgres.js');
  const { openDatabase } = await fromApi('database/data-source.js');
  const { createApp } = await fromApi('app.js');
  const { createToken } = await fromApi('accounts/accounts.js');
  const { publishSample, sampleTask } = await fromApi('testing/publish-sample.js');
  const home = mkdtempSync(join(tmpdir(), 'paretoboard-api-fuzz-'));
  const postgres = await startEmbeddedPostgres({ home, log: () => {} });
  const database = await openDatabase(postgres.url);
  const app = await createApp({ database, home, slowestRequestMs });
  const answers = new Map();
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', async (request, reply) => {
      const key = `${reply.statusCode} ${request.method} ${request.routeOptions.url ?? 'no route'}`;
      answers.set(key, (answers.get(key) ?? 0) + 1);
    });
  await app.listen(0, '127.0.0.1');
  const wanted = { person: 'fuzz', role: 'operator', name: 'fuzz', scopes: null, expiresAt: null };
  const { token } = await createToken(database.manager, wanted);
  // A generator that finds its own token in a list revokes it, and is then refused everything.
  await database.query(
    `create function keep_token() returns trigger language plpgsql as $$ begin new.revoked_at := null; return new; end $$`,
  );
  await database.query(
    `create trigger token_kept before update of revoked_at on tokens for each row when (old.name = 'fuzz') execute function keep_token()`,
  );
  const records = [];
  for (const name of ['one', 'two']) records.push(await publishSample(database, home, { name }));
  const [{ id: run }] = await database.query(
    `insert into runs (request, built_in, state, finished_at)
     values ($1, true, 'failed', now()) returning id`,
    [
      {
        task: sampleTask,
        variant: 'surrogate',
        submission: 'majority-class',
        profile: 'quick',
        runtime: null,
        sandbox: 'process',
        starts: null,
        seeds: null,
        seed: null,
      },
    ],
  );
  const stop = async () => {
    await app.close();
    await database.destroy();
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  };
  const origin = await app.getUrl();
  const known = {
    person: wanted.person,
    ...(await fill(origin, token, sampleTask)),
    task: sampleTask,
    submission: 'one',
    digest: records[0].digest,
    run,
    file: records[0].files.items.path,
  };
  return { origin, token, known, answers, stop };
}
