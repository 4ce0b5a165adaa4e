import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { ensureBrowser } from './browser.mjs';
import { report } from './failure.mjs';
import { helpWhenAsked } from './help.mjs';
import { endToolsWhenInterrupted } from './interruption.mjs';
import { repositoryRoot } from './places.mjs';
import { runInForeground } from './run-foreground.mjs';

helpWhenAsked(`npm test [-- <arguments of vitest run>]: sets up what is missing and a browser, then runs every test that is not slow.

  npm test -- --project unit tasks   only some: unit, measuring, integration or end-to-end, and paths
  PARETOBOARD_DATA                   root of real data sets (none: surrogates)`);

try {
  const interruptionIsOver = endToolsWhenInterrupted();
  await bootstrap();
  const browser = await ensureBrowser();
  interruptionIsOver();
  const vitest = join(repositoryRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const environment = browser ? { PARETOBOARD_BROWSER: browser } : {};
  process.exitCode = await runInForeground([process.execPath, vitest, 'run', ...process.argv.slice(2)], environment);
} catch (error) {
  process.exitCode = report(error);
}
