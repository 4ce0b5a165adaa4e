import { bootstrap } from './bootstrap.mjs';
import { exitCodes, Failure, report } from './failure.mjs';
import { endToolsWhenInterrupted } from './interruption.mjs';
import { cacheFolder, dataFolder, homeFolder } from './places.mjs';
import { portFrom, requireFreePort } from './ports.mjs';
import { killDescendants } from './process-table.mjs';
import { say } from './progress.mjs';
import { cleanUpAfterKilledStart } from './run-state.mjs';
import { Supervisor } from './supervisor.mjs';

const help = `npm start: sets up what is missing, then runs database, API, worker and site, and queues the built-in
baselines that have no row yet. Ctrl-C or SIGTERM stops everything.

  PARETOBOARD_WEB_PORT, PARETOBOARD_API_PORT   ports (3000, 3001)
  PARETOBOARD_HOME       state: database, artefacts, records, keys, logs
  PARETOBOARD_CACHE      what can be fetched or built again
  PARETOBOARD_DATA       root of real data sets (none: surrogates)
  DATABASE_URL           a PostgreSQL server instead of the embedded one
  PARETOBOARD_RUNTIME    force a runtime (best available)
  PARETOBOARD_BASELINES  which baselines to queue: all, none, or a comma list of tasks (all, quickest first)
  PARETOBOARD_SUBMISSION_SANDBOX  isolation of what is submitted (namespace); process: none, where everybody with a token is trusted

Example: PARETOBOARD_DATA=/path/to/data PARETOBOARD_WEB_PORT=8080 npm start

Exit status: 0 stopped by SIGTERM; 2 wrong use, for example a taken port; 3 a part of the house failed; 130 Ctrl-C.`;

function checkArguments(args) {
  if (args.length > 0) {
    throw new Failure(`expected no arguments, found "${args.join(' ')}": see npm start -- --help`, exitCodes.wrongUse);
  }
}

/** One Ctrl-C may arrive twice: from the terminal, and passed on by npm. */
const ECHO_MS = 1_000;

/** Resolves with the exit status when somebody asks us to stop; a second request ends everything at once. */
function stopRequest() {
  return new Promise((resolve) => {
    const statuses = { SIGINT: exitCodes.interrupted, SIGTERM: 0, SIGHUP: 0 };
    let askedAt = null;
    for (const [signal, status] of Object.entries(statuses)) {
      process.on(signal, () => {
        if (askedAt !== null && performance.now() - askedAt > ECHO_MS) {
          killDescendants(process.pid);
          process.exit(status);
        }
        askedAt ??= performance.now();
        resolve(status);
      });
    }
    watchParent(() => resolve(0));
  });
}

/** npm is killed without a word to us: then nobody could stop us any more. */
function watchParent(onDeath) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && onDeath(), 1_000).unref();
}

async function main() {
  if (process.argv.includes('--help')) {
    console.log(help);
    return 0;
  }
  checkArguments(process.argv.slice(2));
  const webPort = portFrom('PARETOBOARD_WEB_PORT', 3000);
  const apiPort = portFrom('PARETOBOARD_API_PORT', 3001);
  const home = homeFolder();
  await cleanUpAfterKilledStart(home);
  await requireFreePort(webPort, 'PARETOBOARD_WEB_PORT');
  await requireFreePort(apiPort, 'PARETOBOARD_API_PORT');
  const setUpIsOver = endToolsWhenInterrupted();
  await bootstrap();
  setUpIsOver();
  const supervisor = new Supervisor({ home, cache: cacheFolder(), data: dataFolder(), webPort, apiPort });
  const stopped = stopRequest();
  try {
    const early = await Promise.race([supervisor.start(), stopped]);
    if (early !== undefined) return early;
    console.log(`ready: ${supervisor.siteUrl}`);
    return await Promise.race([stopped, supervisor.watch()]);
  } catch (error) {
    return report(error);
  } finally {
    say('stopping …');
    await supervisor.stop();
    say('stopped');
  }
}

process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
try {
  process.exit(await main());
} catch (error) {
  process.exit(report(error));
}
