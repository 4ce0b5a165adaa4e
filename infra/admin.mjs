import { join } from 'node:path';
import { homeFolder, repositoryRoot } from './places.mjs';
import { runInForeground } from './run-foreground.mjs';

/** `npm run admin -- <command>`: for whoever operates the machine of the database. */
const entry = join(repositoryRoot, 'leaderboard-api', 'dist', 'admin', 'main.js');
process.exitCode = await runInForeground([process.execPath, entry, ...process.argv.slice(2)], {
  PARETOBOARD_HOME: homeFolder(),
});
