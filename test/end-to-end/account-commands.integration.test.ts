import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createToken } from '@paretoboard/api/accounts/accounts.js';
import { type House, serveHouse } from '@paretoboard/api/testing/serve-house.js';
import { main } from '@paretoboard/cli/program.js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

let house: House;
let folder: string;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  house = await serveHouse('account commands');
  folder = mkdtempSync(join(tmpdir(), 'paretoboard-account-commands-'));
  vi.stubEnv('PARETOBOARD_HOME', folder);
  vi.stubEnv('PARETOBOARD_API_URL', house.origin);
  process.setMaxListeners(100); // Each call listens for Ctrl-C.
  for (const person of ['ann', 'ben', 'cleo']) {
    const wanted = { person, role: 'submitter', name: 'test', scopes: null, expiresAt: null } as const;
    tokens[person] = (await createToken(house.database.manager, wanted)).token;
  }
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One call of the command line as somebody, in this process. */
async function as(person: string, ...words: string[]): Promise<Ended> {
  const written = { stdout: '', stderr: '' };
  vi.stubEnv('PARETOBOARD_TOKEN', tokens[person] ?? person);
  for (const name of ['stdout', 'stderr'] as const)
    vi.spyOn(process[name], 'write').mockImplementation((text, ...rest) => {
      written[name] += String(text);
      const done = rest.find((one) => typeof one === 'function');
      done?.();
      return true;
    });
  const status = await main(words).finally(() => vi.restoreAllMocks());
  return { status, ...written };
}

async function document(person: string, ...words: string[]): Promise<unknown> {
  const ended = await as(person, ...words, '--json');
  expect(ended, ended.stderr).toMatchObject({ status: 0 });
  return JSON.parse(ended.stdout);
}

test('a team is made, takes people in, gives them roles, shows its quotas and lets them go', async () => {
  expect(await document('ann', 'team', 'create', 'reds')).toMatchObject({ members: [{ name: 'ann', role: 'owner' }] });
  await document('ann', 'team', 'add', 'reds', 'ben', '--role', 'viewer');
  const twice = await as('ann', 'team', 'add', 'reds', 'ben');
  expect(twice).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('ben is viewer of reds') });
  expect(await document('ben', 'team')).toEqual([{ name: 'reds', role: 'viewer' }]);
  expect(await as('ben', 'team', 'quota', 'reds')).toMatchObject({ status: 2 });
  expect((await as('ben', 'team', 'role', 'reds', 'ben', 'owner')).stderr).toContain('its owners');
  await document('ann', 'team', 'role', 'reds', 'ben', 'member');
  const quotas = await document('ben', 'team', 'quota', 'reds');
  expect(quotas).toContainEqual(expect.objectContaining({ kind: 'runs-at-once', of: 'reds', remaining: 20 }));
  expect((await as('ben', 'team', 'quota', 'reds')).stdout).toMatch(/reds +stored-bytes +all tasks +0 B/);
  expect((await as('ann', 'team', 'role', 'reds', 'cleo', 'member')).stderr).toContain('team add reds cleo');
  expect((await as('ann', 'team', 'role', 'reds', 'ben', 'membr')).stderr).toContain('did you mean "member"');
  expect((await as('ann', 'team', 'show', 'reds')).stdout).toMatch(/ann +owner.*\nben +member/);
  await document('ben', 'team', 'remove', 'reds', 'ben');
  expect(await document('ben', 'team', 'list')).toEqual([]);
});

test('tokens are made, listed and revoked; a token gives no more than it has', async () => {
  const { token } = (await document('ann', 'account', 'tokens', 'create', 'a robot', '--scopes', 'read')) as {
    token: string;
  };
  expect(await document(token, 'account')).toMatchObject({ name: 'ann', token: { name: 'a robot', scopes: ['read'] } });
  expect((await as(token, 'account', 'tokens', 'create', 'more')).status).toBe(2);
  expect((await as('ann', 'account', 'tokens', 'create', 'long', '--days', '400')).stderr).toContain('at most 366');
  expect((await as('ann', 'account', 'tokens', 'create', 'x', '--scopes', 'reed')).stderr).toContain('"read"');
  const listed = (await document('ann', 'account', 'tokens')) as { id: string; name: string }[];
  const robot = listed.find(({ name }) => name === 'a robot')!;
  expect(JSON.stringify(listed)).not.toContain(token);
  await document('ann', 'account', 'tokens', 'revoke', robot.id);
  expect(await as(token, 'account')).toMatchObject({ status: 2, stderr: expect.stringContaining('Log in') });
  expect((await as('ann', 'account', 'tokens', 'list')).stdout).toMatch(/a robot +read +revoked/);
});

test('one’s data are written for oneself alone, and an account is deleted by its own name', async () => {
  const file = join(folder, 'mine.json');
  await document('cleo', 'account', 'export', '--out', file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ name: 'cleo', hasPassword: false });
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(await document('cleo', 'account', 'export')).toMatchObject({ name: 'cleo', submissions: [] });
  expect((await as('cleo', 'account', 'show')).stdout).toMatch(/cleo: submitter\n.*\nteams {2}none\n/);
  expect(await as('cleo', 'account', 'delete')).toMatchObject({ status: 2, stdout: '' });
  expect((await as('cleo', 'account', 'delete', '--confirm', 'ann')).stderr).toContain('"cleo"');
  expect(await document('cleo', 'account', 'delete', '--confirm', 'cleo')).toEqual({ deleted: 'cleo' });
  expect((await as('cleo', 'account')).status).toBe(2);
});
