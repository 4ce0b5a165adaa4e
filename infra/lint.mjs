import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { report } from './failure.mjs';
import { helpWhenAsked } from './help.mjs';
import { endToolsWhenInterrupted } from './interruption.mjs';
import { repositoryRoot } from './places.mjs';
import { runInForeground } from './run-foreground.mjs';

const modules = join(repositoryRoot, 'node_modules');
const compiler = [process.execPath, join(modules, 'typescript', 'bin', 'tsc')];

helpWhenAsked(
  'npm run lint: format, lint rules, and types of the tests and of the site. npm run format mends what can be mended.',
);

/** The build checks the sources; what it leaves out is checked here. */
const checks = [
  {
    name: 'format and lint',
    command: [process.execPath, join(modules, '@biomejs', 'biome', 'bin', 'biome'), 'check', '.'],
  },
  { name: 'types of the tests', command: [...compiler, '-p', 'tsconfig.tests.json'] },
  { name: 'types of the site', command: [...compiler, '-p', 'leaderboard-web', '--noEmit'] },
];

try {
  const interruptionIsOver = endToolsWhenInterrupted();
  await bootstrap();
  interruptionIsOver();
  for (const { name, command } of checks) {
    const status = await runInForeground(command);
    console.log(`${name}: ${status === 0 ? 'ok' : `failed (status ${status})`}`);
    if (status !== 0) process.exitCode = 1;
  }
} catch (error) {
  process.exitCode = report(error);
}
