import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';

export interface WorkerProcess {
  readonly child: ChildProcess;
  /** Lines of the rows that landed. */
  readonly rows: string[];
  /** Everything it wrote, for a failing test's message. */
  readonly output: string[];
  /** Sends a signal and waits for the end. @returns exit code, or the signal that ended it */
  end(signal: NodeJS.Signals): Promise<number | string>;
  /** Process ids of its children now; Linux only, elsewhere empty. */
  children(): number[];
}

/** A real worker on `url`, as `npm start` starts it. */
export function startWorker(
  url: string,
  home: string,
  baselines = 'none',
  more: NodeJS.ProcessEnv = {},
): WorkerProcess {
  const environment = { DATABASE_URL: url, PARETOBOARD_HOME: home, PARETOBOARD_BASELINES: baselines, ...more };
  return start('../worker/main.js', environment);
}

export interface SleepingWorker {
  readonly home: string;
  /** What it has for itself alone: several virtual devices on one machine. */
  readonly device: string;
  readonly sleepMs: number;
  /** Where the queue is. */
  readonly server: { readonly databaseUrl: string } | { readonly apiUrl: string; readonly token: string };
}

/** A real worker that sleeps instead of measuring, and publishes a record of generated figures. */
export function startSleepingWorker({ home, device, sleepMs, server }: SleepingWorker): WorkerProcess {
  const where =
    'databaseUrl' in server
      ? { DATABASE_URL: server.databaseUrl }
      : { PARETOBOARD_API_URL: server.apiUrl, PARETOBOARD_WORKER_TOKEN: server.token };
  return start('./sleeping-worker.js', {
    ...where,
    PARETOBOARD_HOME: home,
    PARETOBOARD_BASELINES: 'none',
    PARETOBOARD_DEVICE: device,
    PARETOBOARD_SLEEP_MS: String(sleepMs),
  });
}

function start(script: string, environment: NodeJS.ProcessEnv): WorkerProcess {
  const entry = compiledUrl(script, import.meta.url);
  const child = spawn(process.execPath, [fileURLToPath(entry)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...environment },
  });
  const rows: string[] = [];
  const output: string[] = [];
  child.on('message', (message) => rows.push((message as { line: string }).line));
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(String(chunk)));
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    child,
    rows,
    output,
    async end(signal) {
      child.kill(signal);
      const [code, by] = await exited;
      return code ?? by ?? 'unknown';
    },
    children() {
      try {
        const text = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
        return text.split(' ').filter(Boolean).map(Number);
      } catch {
        return [];
      }
    },
  };
}
