import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { accountRoleSchema, tokenScopeSchema } from '@paretoboard/contract/account.js';
import { homeFolder } from '@paretoboard/harness/places.js';
import { publishedKeys } from '@paretoboard/harness/records/key-ring.js';
import { MirrorError } from '@paretoboard/harness/records/mirror.js';
import { verifyLog } from '@paretoboard/harness/records/verify-log.js';
import { z } from 'zod';
import { AccountError, createToken, listTokens, type NewToken, revokeToken } from '../accounts/accounts.js';
import { SignInService } from '../accounts/sign-in.service.js';
import { RestoreRefusedError } from '../backup/restore-backup.js';
import { ImportRefusedError } from '../dump/import-dump.js';
import { AmendmentRefusedError, amend, rotateSigningKey } from '../log/amend-log.js';
import { readLog } from '../log/read-log.js';
import { FolderExistsError } from '../store/new-folder.js';
import { type Call, type Command, onDatabase, options, print, type Status, status, WrongUse } from './call.js';
import { databaseServer } from './database-server.js';
import { houseCommands } from './house-commands.js';
import { queueCommands } from './queue-commands.js';

const help = `npm run admin -- <command>, on the machine of the database:

  retract <digest> --reason <why>    takes a record off the board; the log says why, nothing is deleted
  erratum <digest> --reason <what>   says beside a record what is wrong in it, and what holds
  rotate-key                         makes a new signing key, endorsed by the old one, which is retired
  keys                               lists the keys
  check-log                          verifies the whole log
  token create <person> [--name <what for>] [--role submitter|organiser|operator|worker] [--scopes read,submit] [--days <n>]
                                     makes a token, and the person where there is none of that name; it is shown once
  token list                         lists the tokens, without themselves
  token revoke <id>                  a token ceases to work at once
  invite <person> [--role submitter|organiser|operator]
                                     makes an account, or finds it, and prints a link that sets its password once, within 7 days
  queue show | resume | pause --reason <why>   stops the giving out of runs; what is measured goes on (docs/queue.md)
  worker list | drain <id> | resume <id>       no more runs for one worker
  backup <folder>                    copies database, files and keys into a new folder; runs go on meanwhile
  restore <folder>                   into an empty PARETOBOARD_HOME and an empty database
  dump <folder>                      everything that is public, for anybody: JSON Lines, Parquet, records (docs/dump.md)
  import <folder> [--key <id>]       verifies a dump and shows it: makes this house a mirror, or brings a mirror up to date

Examples: npm run admin -- retract 9f86d08… --reason "trained on the test split"
          npm run admin -- token create ann --name "her laptop" --days 90

DATABASE_URL names the server; without it, the embedded one of a running npm start is used (the last four start it where it does not run).
Exit status: 0 done; 1 the log does not verify, or a backup lacks files; 2 wrong use, or refused; 3 no database.`;

function amendment(kind: 'retraction' | 'erratum'): Command {
  return onDatabase(async ({ database, home, rest: [digest], values: { reason } }) => {
    if (!digest || !reason) throw new WrongUse(`expected <digest> and --reason <text>; found ${digest} and ${reason}`);
    print(await amend(database, home, kind, digest, reason));
    return status.done;
  });
}

const wantedSchema = z.object({
  name: z.string().min(1).max(120).default('by hand'),
  role: accountRoleSchema.default('submitter'),
  scopes: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(tokenScopeSchema).min(1))
    .optional(),
  days: z.coerce.number().positive().max(36_500).optional(),
});

function wantedToken(person: string, values: Call['values']): NewToken {
  const { name, role, scopes = null, days } = wantedSchema.parse(values);
  const expiresAt = days === undefined ? null : new Date(Date.now() + days * 24 * 3600 * 1000);
  return { person, name, role, scopes, expiresAt };
}

const commands: Readonly<Record<string, Command>> = {
  retract: amendment('retraction'),
  erratum: amendment('erratum'),
  'rotate-key': onDatabase(async ({ database, home }) => {
    const { keyId } = await rotateSigningKey(database, home);
    print(publishedKeys(home).find((key) => key.keyId === keyId));
    return status.done;
  }),
  keys: async ({ home }) => {
    print(publishedKeys(home));
    return status.done;
  },
  token: onDatabase(async ({ database, rest: [what, whom], values }) => {
    if (what === 'list') print(await listTokens(database));
    else if (what === 'revoke' && whom) print(await revokeToken(database, whom));
    else if (what === 'create' && whom) print(await createToken(database.manager, wantedToken(whom, values)));
    else
      throw new WrongUse(`token: expected create <person>, list or revoke <id>; found "${what ?? ''} ${whom ?? ''}"`);
    return status.done;
  }),
  invite: onDatabase(async ({ database, rest: [person], values: { role } }) => {
    if (!person) throw new WrongUse('invite: expected <person>; found nothing');
    const wanted = accountRoleSchema.default('submitter').parse(role);
    const { secret, ...invitation } = await new SignInService(database).invite(person, wanted);
    print({ ...invitation, link: `<address of the site>/invitation?secret=${secret}` });
    return status.done;
  }),
  'check-log': onDatabase(async ({ database, home }) => {
    const { entries, keys } = await readLog(database, home);
    const verification = await verifyLog(entries, keys, null);
    print(verification);
    return verification.ok ? status.done : status.no;
  }),
  ...queueCommands,
  ...houseCommands,
};

async function main(args: readonly string[]): Promise<Status> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const { help: isHelp, ...texts } = values;
  const [name, ...rest] = positionals;
  if (isHelp || name === undefined) {
    console.log(help);
    return isHelp ? status.done : status.wrongUse;
  }
  const command = commands[name];
  if (!command) throw new WrongUse(`expected one of ${Object.keys(commands).join(', ')}; found ${name}`);
  const home = homeFolder();
  const server = await databaseServer(home, name in houseCommands);
  if (!server) {
    console.error(`no database: set DATABASE_URL, or start npm start with PARETOBOARD_HOME=${home}`);
    return status.infrastructure;
  }
  try {
    return await command({ databaseUrl: server.url, home, rest, values: texts });
  } finally {
    await server.stop();
  }
}

/** What was asked for cannot be: the caller's to change. */
const refusals = [
  WrongUse,
  AccountError,
  AmendmentRefusedError,
  FolderExistsError,
  RestoreRefusedError,
  ImportRefusedError,
  MirrorError,
  TypeError,
];

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUse = error instanceof z.ZodError || refusals.some((kind) => error instanceof kind);
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error);
  process.exitCode = isUse ? status.wrongUse : status.infrastructure;
}
