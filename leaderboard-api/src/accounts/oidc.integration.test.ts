import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { accountSchema, issuedTokenSchema, oidcBegunSchema } from '@paretoboard/contract/account.js';
// @ts-expect-error the package comes without types
import { Provider } from 'oidc-provider';
import { chromium, type Page } from 'playwright-core';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, serveHouse } from '../testing/serve-house.js';
import { SignInService } from './sign-in.service.js';

const siteServer = fileURLToPath(new URL('../../../leaderboard-web/server.mjs', import.meta.url));
let siteOrigin: string;
let redirectUri: string;
let house: House;
let database: DataSource;
let origin: string;
let provider: Server;
let issuer: string;

/** A provider of its own, a real one: its forms for trying out take any name. */
async function startProvider(): Promise<void> {
  provider = createServer();
  await once(provider.listen(0, '127.0.0.1'), 'listening');
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const oidc = new Provider(issuer, {
    clients: [{ client_id: 'board', client_secret: 'a secret', redirect_uris: [redirectUri] }],
    cookies: { keys: ['of a test'] },
    pkce: { required: () => true },
  });
  provider.on('request', oidc.callback());
}

/** A port that nothing listens on: provider and API must know the site's address before it is there. */
async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

beforeAll(async () => {
  siteOrigin = `http://127.0.0.1:${await freePort()}`;
  redirectUri = `${siteOrigin}/session/oidc`;
  await startProvider();
  const oidc = { issuer, clientId: 'board', clientSecret: 'a secret', redirectUri, signUp: false };
  house = await serveHouse('oidc', { oidc });
  ({ database, origin } = house);
});

afterAll(async () => {
  await house?.close();
  provider?.closeAllConnections();
  provider?.close();
});

function post(path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${origin}/api/v1/oidc/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** What a browser does at the provider: signs in as `login`, consents, follows. @returns where it is sent back to */
async function visit(address: string, login: string): Promise<string> {
  const cookies = new Map<string, string>();
  let [at, form]: [string, URLSearchParams | null] = [address, null];
  for (let steps = 0; steps < 12; steps += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = form ? { method: 'POST', body: form } : {};
    const response: Response = await fetch(at, { ...sent, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name!, value!);
    }
    const location = response.headers.get('location');
    const text = await response.text();
    if (location?.startsWith(redirectUri)) return location;
    if (location) {
      [at, form] = [new URL(location, at).href, null];
      continue;
    }
    const [, action] = /<form[^>]*action="([^"]+)"/.exec(text)!;
    const prompt = /name="prompt" value="(\w+)"/.exec(text)![1]!;
    [at, form] = [new URL(action!, at).href, new URLSearchParams({ prompt, login, password: 'any' })];
  }
  throw new Error('the provider never sent the browser back');
}

async function begin(secret?: string) {
  const response = await post('begin', secret === undefined ? {} : { secret });
  expect(response.status, await response.clone().text()).toBe(201);
  return oidcBegunSchema.parse(await response.json());
}

test('somebody who was invited signs in by the provider, then without the link; a stranger does not', async () => {
  const { secret } = await new SignInService(database).invite('una', 'submitter');
  const first = await begin(secret);
  const answer = await visit(first.address, 'una-at-the-provider');
  const response = await post('finish', { handle: first.handle, address: answer });
  expect(response.status, await response.clone().text()).toBe(201);
  const { name, token } = issuedTokenSchema.parse(await response.json());
  expect(name).toBe('una');
  const account = await fetch(`${origin}/api/v1/account`, { headers: { authorization: `Bearer ${token}` } });
  expect(accountSchema.parse(await account.json()).name).toBe('una');
  expect((await post('finish', { handle: first.handle, address: answer })).status).toBe(401);

  const again = await begin();
  const back = await visit(again.address, 'una-at-the-provider');
  expect((await post('finish', { handle: again.handle, address: back })).status).toBe(201);

  const strange = await begin();
  const other = await visit(strange.address, 'somebody-else');
  expect((await post('finish', { handle: strange.handle, address: other })).status).toBe(403);
  const used = await begin(secret);
  const late = await visit(used.address, 'somebody-else');
  expect((await post('finish', { handle: used.handle, address: late })).status).toBe(404);
});

test('an answer to another browser’s sign-in, and one that was changed, do not hold', async () => {
  const [mine, theirs] = [await begin(), await begin()];
  const answer = await visit(theirs.address, 'una-at-the-provider');
  expect((await post('finish', { handle: mine.handle, address: answer })).status).toBe(401);
  const changed = new URL(answer);
  changed.searchParams.set('code', 'guessed');
  expect((await post('finish', { handle: theirs.handle, address: changed.href })).status).toBe(401);
});

/** What somebody does on the pages of the provider, until it sends the browser back. */
async function signInAtProvider(page: Page, login: string): Promise<void> {
  await page.waitForURL(`${issuer}/**`);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`${siteOrigin}/**`);
}

/** Cookies of the site, without those of the provider at another port of the same host. */
async function ours(page: Page) {
  const all = await page.context().cookies(`${siteOrigin}/session/oidc`);
  return all.filter(({ name }) => name.startsWith('paretoboard'));
}

test('a browser signs in on the site by the provider; a stranger is told what to do, and a foreign page begins nothing', async () => {
  const { secret } = await new SignInService(database).invite('ida', 'submitter');
  const port = new URL(siteOrigin).port;
  const environment = { ...process.env, PARETOBOARD_API_URL: origin, PARETOBOARD_WEB_PORT: port };
  const site = fork(siteServer, { env: environment, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(site, 'message');
  const executablePath = process.env.PARETOBOARD_BROWSER ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    const invited = await browser.newPage();
    await invited.goto(`${siteOrigin}/invitation?secret=${secret}`);
    await invited.getByRole('link', { name: /^Sign in by 127/ }).click();
    await signInAtProvider(invited, 'ida-at-the-provider');
    await invited.getByText('Signed in as ida').waitFor();
    expect((await ours(invited)).map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
      ['paretoboard-token', true, 'Strict'],
    ]);

    const stranger = await browser.newPage();
    await stranger.goto(`${siteOrigin}/submit`);
    await stranger.getByRole('link', { name: /^Sign in by/ }).click();
    await signInAtProvider(stranger, 'nobody-here');
    await stranger.getByRole('alert').filter({ hasText: 'no account on this board yet' }).waitFor();
    expect(await ours(stranger)).toEqual([]);

    const begin = `${siteOrigin}/session/oidc/begin`;
    const foreign = await fetch(begin, { redirect: 'manual', headers: { 'sec-fetch-site': 'cross-site' } });
    expect([foreign.status, foreign.headers.get('set-cookie')]).toEqual([403, null]);
    const unasked = await fetch(`${siteOrigin}/session/oidc?code=x&state=y`, { redirect: 'manual' });
    expect(unasked.headers.get('location')).toBe('/submit?refused=provider');
  } finally {
    await browser.close();
    site.kill();
  }
}, 60_000);
