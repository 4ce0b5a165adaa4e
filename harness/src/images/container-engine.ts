import { spawnSync } from 'node:child_process';
import type { ContainerEngine } from '@paretoboard/contract/image.js';

const engines = ['docker', 'podman'];
const answerMs = 5_000;

function ask(engine: string, environment: NodeJS.ProcessEnv): ContainerEngine | null {
  const asked = spawnSync(engine, ['version', '--format', '{{.Server.Version}}'], {
    encoding: 'utf8',
    timeout: answerMs,
    env: environment,
  });
  if (asked.error && (asked.error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  const version = asked.stdout?.trim() ?? '';
  if (asked.status === 0 && version !== '') return { state: 'ready', name: engine, version };
  return { state: 'silent', reason: `${engine} is installed, but its daemon does not answer` };
}

/** The first container engine that answers: asked, not guessed. */
export function findContainerEngine(environment: NodeJS.ProcessEnv = process.env): ContainerEngine {
  const answers = engines.map((engine) => ask(engine, environment)).filter((answer) => answer !== null);
  return (
    answers.find((answer) => answer.state === 'ready') ??
    answers[0] ?? { state: 'missing', reason: 'no container engine is installed (docker or podman)' }
  );
}
