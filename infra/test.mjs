import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { ensureBrowser } from './browser.mjs';
import { report } from './failure.mjs';
import { endToolsWhenInterrupted } from './interruption.mjs';
import { repositoryRoot } from './places.mjs';
import { runInForeground } from './run-foreground.mjs';

/** `npm test [-- <arguments of vitest run>]` */
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
