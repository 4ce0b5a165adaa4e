import { bootstrap } from './bootstrap.mjs';
import { report } from './failure.mjs';
import { helpWhenAsked } from './help.mjs';
import { endToolsWhenInterrupted } from './interruption.mjs';
import { say } from './progress.mjs';

helpWhenAsked(`npm run setup: fetches and builds what is missing: packages, embedded PostgreSQL, the sources, the site, native TensorFlow.
What cannot be fetched costs one line, and the rest goes on.

  PARETOBOARD_CACHE   what can be fetched or built again`);

endToolsWhenInterrupted();
try {
  await bootstrap();
  say('set up');
} catch (error) {
  process.exitCode = report(error);
}
