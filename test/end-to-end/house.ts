import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryRoot } from '../../infra/places.mjs';
import { descendantsOf, processEntry } from '../../infra/process-table.mjs';
import { processesOf, type RunState } from '../../infra/run-state.mjs';

/** One `npm start`, with its output line by line. */
export class House {
  readonly lines: string[] = [];
  readonly exited: Promise<number | null>;
  readonly #process: ChildProcess;

  constructor(
    private readonly home: string,
    environment: Readonly<Record<string, string>>,
  ) {
    this.#process = spawn(process.execPath, [join(repositoryRoot, 'infra', 'start.mjs')], {
      cwd: repositoryRoot,
      env: { ...process.env, ...environment, PARETOBOARD_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.lines.push(line));
    }
    this.exited = new Promise((resolve) => this.#process.once('close', (code) => resolve(code)));
  }

  /** What the next start would find on disk. */
  runState(): RunState {
    return JSON.parse(readFileSync(join(this.home, 'run', 'processes.json'), 'utf8'));
  }

  /** Every living process of this start, named by pid and start time. */
  processes(): { pid: number; startedAt: string }[] {
    return [...descendantsOf(this.#process.pid as number), ...processesOf(this.runState())];
  }

  /** The rest of the first line that begins with `prefix`. */
  async line(prefix: string, timeoutMs: number): Promise<string> {
    const deadline = performance.now() + timeoutMs;
    while (performance.now() < deadline) {
      const found = this.lines.find((line) => line.startsWith(prefix));
      if (found !== undefined) return found.slice(prefix.length).trim();
      if (this.#process.exitCode !== null) throw new Error(`npm start ended:\n${this.lines.join('\n')}`);
      await sleep(100);
    }
    throw new Error(`no line "${prefix}" within ${timeoutMs} ms; npm start said:\n${this.lines.join('\n')}`);
  }

  signal(name: NodeJS.Signals): void {
    this.#process.kill(name);
  }
}

/** Those of some processes that still live; a pid that was used again does not count. */
export function stillAlive(processes: readonly { pid: number; startedAt: string }[]): number[] {
  return processes.filter(({ pid, startedAt }) => processEntry(pid)?.startedAt === startedAt).map(({ pid }) => pid);
}
