import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Account, issuedTokenSchema, knownTokenSchema, tokenScopeSchema } from '@paretoboard/contract/account.js';
import { pageSchema } from '@paretoboard/contract/http.js';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Register, Run } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { callServer, requestServer } from '../server/call-server.js';
import { connectionOf, requireToken, type ServerOptions, withServerOptions } from '../server/connection.js';
import { ownAccount } from '../server/own-account.js';
import { quotaText } from '../server/quota-text.js';
import { table } from '../table.js';
import { requireOneOf, UsageError } from '../usage-error.js';
import { wholeNumber } from '../whole-number.js';

const tokenPageSchema = pageSchema(knownTokenSchema);
/** The server makes no token that lasts longer. */
const mostDays = 366;

function accountText({ name, roles, token, teams, quotas }: Account): string {
  const expiry = token.expiresAt === null ? '' : `, good until ${token.expiresAt}`;
  const belongs = teams.map((team) => `${team.name} (${team.role})`).join(', ') || 'none';
  return [
    `${name}: ${roles.join(', ')}`,
    `token  "${token.name}" for ${token.scopes.join(', ')}${expiry}`,
    `teams  ${belongs}`,
    '',
    quotaText(quotas),
  ].join('\n');
}

function addShow(command: Command, run: Run): void {
  const show = command
    .command('show', { isDefault: true })
    .description('your name and roles, your teams, and what is left of your quotas')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard account show');
  withServerOptions(show).action(
    run(async ({ output, signal }, options: ServerOptions) => {
      const account = await ownAccount(connectionOf(options), signal);
      await output.answer(account, accountText(account));
      return exitStatus.done;
    }),
  );
}

function addExport(command: Command, run: Run): void {
  const exported = command
    .command('export')
    .description('everything that the server keeps of you, as JSON')
    .option('--out <file>', 'write it there, readable by you alone; default: standard output')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard account export --out mine.json');
  withServerOptions(exported).action(
    run(async ({ output, signal }, options: ServerOptions & { readonly out?: string }) => {
      const connection = connectionOf(options);
      requireToken(connection);
      const everything = await callServer(
        connection,
        (api) => api.GET('/api/v1/account/export', { signal }),
        z.record(z.string(), z.unknown()),
        signal,
      );
      const text = JSON.stringify(everything, null, 2);
      if (options.out === undefined) {
        await output.answer(everything, text);
        return exitStatus.done;
      }
      const file = resolve(options.out);
      writeFileSync(file, `${text}\n`, { mode: 0o600 });
      await output.answer({ file }, `Wrote ${file}`);
      return exitStatus.done;
    }),
  );
}

function addDelete(command: Command, run: Run): void {
  const deletion = command
    .command('delete')
    .description('delete your account: what is yours alone is withdrawn, and your name is taken from all that is shown')
    .requiredOption('--confirm <name>', 'your own name, so that nobody does it by mistake')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard account delete --confirm ann');
  withServerOptions(deletion).action(
    run(async ({ output, signal }, options: ServerOptions & { readonly confirm: string }) => {
      const connection = connectionOf(options);
      requireToken(connection);
      const body = { confirm: options.confirm };
      await requestServer(connection, (api) => api.DELETE('/api/v1/account', { body, signal }), signal);
      await output.answer(
        { deleted: options.confirm },
        `Deleted ${options.confirm}. Forget the token here: npx paretoboard logout --api ${connection.api.origin}`,
      );
      return exitStatus.done;
    }),
  );
}

function addTokenList(tokens: Command, run: Run): void {
  const list = tokens
    .command('list', { isDefault: true })
    .description('your tokens and sessions, without themselves')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard account tokens list');
  withServerOptions(list).action(
    run(async ({ output, signal }, options: ServerOptions) => {
      const connection = connectionOf(options);
      requireToken(connection);
      const page = await callServer(
        connection,
        (api) => api.GET('/api/v1/account/tokens', { signal }),
        tokenPageSchema,
        signal,
      );
      const rows = page.items.map(({ id, name, scopes, isSession, expiresAt, lastUsedAt, revokedAt }) => [
        id,
        isSession ? `${name} (session)` : name,
        scopes.join(','),
        revokedAt === null ? (expiresAt ?? 'never') : `revoked ${revokedAt}`,
        lastUsedAt ?? 'never',
      ]);
      await output.answer(page.items, table(['TOKEN', 'NAME', 'SCOPES', 'EXPIRES', 'LAST USED'], rows));
      return exitStatus.done;
    }),
  );
}

function addTokenCreate(tokens: Command, run: Run): void {
  const create = tokens
    .command('create')
    .description('make a token for a program; it may do no more than the one that asks, and is shown once')
    .argument('<name>', 'what it is for, in your words')
    .option('--scopes <names>', `of ${tokenScopeSchema.options.join(', ')}, with commas`, 'read,submit')
    .option('--days <n>', `how long it is good for, at most ${mostDays}`, wholeNumber(1), 90)
    .addHelpText('after', '\nExample:\n  $ npx paretoboard account tokens create "nightly runs" --days 30');
  withServerOptions(create).action(
    run(
      async (
        { output, signal },
        name: string,
        options: ServerOptions & { readonly scopes: string; readonly days: number },
      ) => {
        const scopes = options.scopes.split(',').map((scope) => requireOneOf('scope', scope, tokenScopeSchema.options));
        if (options.days > mostDays)
          throw new UsageError(`--days: expected at most ${mostDays}, found ${options.days}`);
        const connection = connectionOf(options);
        requireToken(connection);
        const body = { name, scopes, days: options.days };
        const issued = await callServer(
          connection,
          (api) => api.POST('/api/v1/account/tokens', { body, signal }),
          issuedTokenSchema,
          signal,
        );
        output.note(`"${name}", for ${scopes.join(', ')}, good until ${issued.expiresAt}. Shown this once:`);
        await output.answer(issued, issued.token);
        return exitStatus.done;
      },
    ),
  );
}

function addTokenRevoke(tokens: Command, run: Run): void {
  const revoke = tokens
    .command('revoke')
    .description('end a token or a session of yours at once')
    .argument('<id>', 'as `account tokens list` shows it')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard account tokens revoke 0b9d0a4e-6a3f-4c6d-9d0e-2f4a1c7b8e90');
  withServerOptions(revoke).action(
    run(async ({ output, signal }, id: string, options: ServerOptions) => {
      const connection = connectionOf(options);
      requireToken(connection);
      const params = { path: { id } };
      await requestServer(connection, (api) => api.DELETE('/api/v1/account/tokens/{id}', { params, signal }), signal);
      await output.answer({ revoked: id }, `Revoked ${id}`);
      return exitStatus.done;
    }),
  );
}

export const registerAccount: Register = (program, run) => {
  const command = program
    .command('account')
    .description('your account on the server: quotas, tokens, your data')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard account');
  addShow(command, run);
  const tokens = command
    .command('tokens')
    .description('tokens for programs, and sessions of the site')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard account tokens');
  addTokenList(tokens, run);
  addTokenCreate(tokens, run);
  addTokenRevoke(tokens, run);
  addExport(command, run);
  addDelete(command, run);
};
