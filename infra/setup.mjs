import { bootstrap } from './bootstrap.mjs';
import { report } from './failure.mjs';
import { endToolsWhenInterrupted } from './interruption.mjs';
import { say } from './progress.mjs';

endToolsWhenInterrupted();
try {
  await bootstrap();
  say('set up');
} catch (error) {
  process.exitCode = report(error);
}
