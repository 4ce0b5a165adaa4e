import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiSchema, tokenSchema } from '@paretoboard/contract/cli-config.js';
import { homeFolder } from '@paretoboard/harness/places.js';
import type { Command } from 'commander';
import { UsageError } from '../usage-error.js';
import { readConfig } from './config-file.js';

/** Where a value comes from, in the order in which they win. */
export type Source = 'flag' | 'environment' | 'file' | 'this machine' | 'default';

export interface Sourced<Value> {
  readonly value: Value;
  readonly source: Source;
}

export interface ServerOptions {
  readonly api?: string;
  readonly token?: string;
}

/** A server, and who asks. */
export interface Connection {
  readonly api: URL;
  readonly token: string | null;
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/** `npm start` of the same user writes a token for this machine. */
function tokenOfThisMachine(): string | undefined {
  const file = join(homeFolder(), 'token');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || undefined : undefined;
}

/** @throws UsageError if it is no URL */
export function apiOf(options: ServerOptions, environment: NodeJS.ProcessEnv = process.env): Sourced<URL> {
  const usual = `http://127.0.0.1:${environment.PARETOBOARD_API_PORT || 3001}`;
  const found: [string | undefined, Source][] = [
    [options.api, 'flag'],
    [environment.PARETOBOARD_API_URL || undefined, 'environment'],
    [readConfig().api, 'file'],
    [usual, 'default'],
  ];
  const [value, source] = found.find(([address]) => address !== undefined)!;
  if (!apiSchema.safeParse(value).success)
    throw new UsageError(`address of the server (${source}): expected a URL such as ${usual}, found "${value}"`);
  return { value: new URL(value!), source };
}

/** A token that was stored for one server is sent to no other. @throws UsageError if it can be no token */
export function tokenOf(
  options: ServerOptions,
  api: URL,
  environment: NodeJS.ProcessEnv = process.env,
): Sourced<string> | null {
  const found: [string | undefined, Source][] = [
    [options.token, 'flag'],
    [environment.PARETOBOARD_TOKEN || undefined, 'environment'],
    [readConfig().tokens[api.origin], 'file'],
    [isLoopback(api) ? tokenOfThisMachine() : undefined, 'this machine'],
  ];
  const first = found.find(([token]) => token !== undefined);
  if (!first) return null;
  const [value, source] = first;
  if (!tokenSchema.safeParse(value).success)
    throw new UsageError(`token (${source}): expected printable characters without spaces, such as pb_…`);
  return { value: value!, source };
}

export function connectionOf(options: ServerOptions): Connection {
  const api = apiOf(options).value;
  return { api, token: tokenOf(options, api)?.value ?? null };
}

/** @throws UsageError if nobody is logged in */
export function requireToken({ api, token }: Connection): string {
  if (token !== null) return token;
  throw new UsageError(`${api.origin} has to know who you are. Log in: npx paretoboard login --api ${api.origin}`);
}

/** The options that every command has which talks to a server. */
export function withServerOptions(command: Command): Command {
  return command
    .option('--api <URL>', 'server; default: PARETOBOARD_API_URL, the one of login, http://127.0.0.1:3001')
    .option(
      '--token <token>',
      'who asks; default: PARETOBOARD_TOKEN, the one of login. Others see a command’s options',
    );
}
