import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makePostgresLinks, postgresLinksAreMade } from './embedded-postgres-links.mjs';
import { exitCodes, Failure } from './failure.mjs';
import { ensureNativeTensorflow } from './native-tensorflow/build.mjs';
import { withBuildLock } from './native-tensorflow/build-lock.mjs';
import { installPackages, packagesAreInstalled } from './npm-packages.mjs';
import { cacheFolder, repositoryRoot } from './places.mjs';
import { say, step } from './progress.mjs';
import { runTool } from './run-tool.mjs';
import { buildSite, siteIsBuilt } from './web-build.mjs';

const OLDEST_NODE = [20, 19];

/**
 * Brings a clone from nothing to ready to run. Every step looks first whether it is needed, so a second call takes
 * about a second. Runs before any package is installed: imports nothing but Node's own modules.
 * @throws {import('./failure.mjs').Failure}
 */
export async function bootstrap() {
  checkNode();
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  const lock = join(repositoryRoot, '.paretoboard', 'setup.lock');
  await withBuildLock(lock, () => say('another set-up of this clone is running, waiting for it …'), runSteps);
}

async function runSteps() {
  if (!packagesAreInstalled()) await step('npm packages', installPackages);
  if (!postgresLinksAreMade()) await step('embedded PostgreSQL', async () => makePostgresLinks());
  await compile();
  // The one waits for the network, the other for the processor.
  await Promise.all([prepareNativeTensorflow(), siteIsBuilt() ? null : step('site (next build)', buildSite)]);
}

/** `tsc -b` itself knows what is up to date, and says so in a few tenths of a second. */
async function compile() {
  const compiler = join(repositoryRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const isFirst = !existsSync(join(repositoryRoot, 'harness', 'contract', 'dist'));
  const work = () => runTool('tsc', [process.execPath, compiler, '-b']);
  await (isFirst ? step('TypeScript', work) : work());
}

/** Its absence is no failure: runs then use the next runtime of the ladder, and the line that it prints says so. */
async function prepareNativeTensorflow() {
  const result = await ensureNativeTensorflow({ cacheDir: cacheFolder(), repositoryRoot, log: say });
  if (result.available && !result.cached)
    say(`native TensorFlow ${result.version} (${result.variant}): kept in ${result.folder}`);
}

function checkNode() {
  if (process.platform === 'win32') {
    throw new Failure(
      'expected Linux or macOS, found Windows: use the Windows Subsystem for Linux.',
      exitCodes.wrongUse,
    );
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isNewEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (isNewEnough) return;
  throw new Failure(
    `expected Node ${OLDEST_NODE.join('.')} or newer, found ${process.versions.node}: install a newer Node and start again.`,
    exitCodes.wrongUse,
  );
}
