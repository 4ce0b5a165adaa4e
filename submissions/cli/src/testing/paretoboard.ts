import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command: what `npx paretoboard` starts. */
const bin = fileURLToPath(new URL('../../bin/paretoboard.js', import.meta.url));

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

/** Starts the command with a state of its own: `environment` replaces the variables that steer it. */
export function start(parameters: readonly string[], environment: NodeJS.ProcessEnv): Started {
  const child = spawn(process.execPath, [bin, ...parameters], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TF_CPP_MIN_LOG_LEVEL: '2',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text.stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text.stderr += chunk;
  });
  const finished = new Promise<Finished>((fulfil) => child.on('close', (status) => fulfil({ status, ...text })));
  return { child, finished };
}

export function run(parameters: readonly string[], environment: NodeJS.ProcessEnv): Promise<Finished> {
  return start(parameters, environment).finished;
}
