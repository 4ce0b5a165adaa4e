import { tokenSchema } from '@paretoboard/contract/cli-config.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { askToken } from '../server/ask-token.js';
import { configFile, readConfig, writeConfig } from '../server/config-file.js';
import { apiOf, type ServerOptions, tokenOf, withServerOptions } from '../server/connection.js';
import { ownAccount } from '../server/own-account.js';
import { UsageError } from '../usage-error.js';

export const registerLogin: Register = (program, run) => {
  const command = program
    .command('login')
    .description('keep the address of a server and your token for it, after asking the server whose it is')
    .addHelpText(
      'after',
      `
Without a token in an option or in the environment it is asked for, or read from standard input.

Example:
  $ npx paretoboard login --api https://board.example.org < token.txt`,
    );
  withServerOptions(command).action(
    run(async ({ output, signal }, options: ServerOptions) => {
      const api = apiOf(options).value;
      const given = tokenOf(options, api);
      const isGiven = given?.source === 'flag' || given?.source === 'environment' || given?.source === 'this machine';
      const token = isGiven ? given.value : await askToken(`Token for ${api.origin}: `, signal);
      if (!tokenSchema.safeParse(token).success)
        throw new UsageError('expected a token: printable characters without spaces, such as pb_…');
      const account = await ownAccount({ api, token }, signal);
      const config = readConfig();
      writeConfig({ ...config, api: api.href, tokens: { ...config.tokens, [api.origin]: token } });
      const expiry = account.token.expiresAt === null ? '' : `, good until ${account.token.expiresAt}`;
      await output.answer(
        { api: api.href, account, file: configFile() },
        `Logged in to ${api.origin} as ${account.name} (${account.roles.join(', ')}), token "${account.token.name}"${expiry}. Kept in ${configFile()}`,
      );
      return exitStatus.done;
    }),
  );
};
