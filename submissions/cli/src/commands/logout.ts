import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { configFile, readConfig, writeConfig } from '../server/config-file.js';
import { apiOf } from '../server/connection.js';

export const registerLogout: Register = (program, run) => {
  program
    .command('logout')
    .description('forget the token for a server; it stays valid there until it is revoked')
    .option('--api <URL>', 'server; default: the one of login')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard logout')
    .action(
      run(async ({ output }, options: { readonly api?: string }) => {
        const { origin } = apiOf(options).value;
        const config = readConfig();
        const { [origin]: token, ...tokens } = config.tokens;
        const forgotten = token !== undefined;
        if (forgotten) writeConfig({ ...config, tokens });
        const text = forgotten ? `Forgot the token for ${origin}.` : `No token for ${origin} in ${configFile()}.`;
        await output.answer({ api: origin, forgotten }, text);
        return exitStatus.done;
      }),
    );
};
