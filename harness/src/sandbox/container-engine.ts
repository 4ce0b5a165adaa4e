import { spawnSync } from 'node:child_process';

/** `missing`: no engine; `silent`: a client whose daemon does not answer; `unused`: one that answers, which this version does not use. */
export type ContainerEngineState = 'missing' | 'silent' | 'unused';

export interface ContainerEngine {
  readonly state: ContainerEngineState;
  /** Why no image is run here. */
  readonly reason: string;
}

const engines = ['docker', 'podman'];
const answerMs = 5_000;

/** Whether a container engine answers: asked, not guessed. */
export function probeContainerEngine(environment: NodeJS.ProcessEnv = process.env): ContainerEngine {
  for (const engine of engines) {
    const asked = spawnSync(engine, ['version', '--format', '{{.Server.Version}}'], {
      encoding: 'utf8',
      timeout: answerMs,
      env: environment,
    });
    if (asked.error && (asked.error as NodeJS.ErrnoException).code === 'ENOENT') continue;
    if (asked.status === 0 && asked.stdout.trim() !== '')
      return { state: 'unused', reason: `${engine} answers, but this version runs no images` };
    return { state: 'silent', reason: `${engine} is installed, but its daemon does not answer` };
  }
  return { state: 'missing', reason: 'no container engine is installed (docker or podman)' };
}
