import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './places.mjs';

const SHOWN_LINES = 15;

/**
 * One long-running Node program of the house. It leads its own session, so that Ctrl-C on the terminal reaches only
 * the supervisor; it is told to stop by SIGTERM, and learns of the supervisor's death by the closing of its channel.
 */
export class Child {
  /**
   * @param {string} name of the log file
   * @param {string[]} script path and arguments
   * @param {{environment: NodeJS.ProcessEnv, logFolder: string}} options
   */
  constructor(name, script, { environment, logFolder }) {
    this.name = name;
    this.logPath = prepareLog(logFolder, name);
    const log = openSync(this.logPath, 'a');
    this.process = spawn(process.execPath, script, {
      cwd: repositoryRoot,
      env: environment,
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    closeSync(log);
    /** How it ended, in words. @type {Promise<string>} */
    this.ended = new Promise((resolve) => {
      this.process.once('error', (error) => resolve(error.message));
      this.process.once('exit', (code, signal) =>
        resolve(signal ? `was ended by ${signal}` : `ended with status ${code}`),
      );
    });
    // A message to a child that has just died is lost, and nobody's failure.
    this.process.on('error', () => {});
  }

  get isAlive() {
    return this.process.pid !== undefined && this.process.exitCode === null && this.process.signalCode === null;
  }

  /** @param {(message: any) => void} listener */
  onMessage(listener) {
    this.process.on('message', listener);
  }

  /** Asks it to end in order. */
  askToStop() {
    if (this.isAlive) this.process.kill('SIGTERM');
  }

  /** The end of its log, for an error message. */
  lastLines() {
    const lines = readFileSync(this.logPath, 'utf8').trimEnd().split('\n').slice(-SHOWN_LINES);
    return lines.map((line) => `  | ${line}`).join('\n');
  }
}

/** The log of the start before is kept beside the new one. */
function prepareLog(folder, name) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.log`);
  if (existsSync(path)) renameSync(path, join(folder, `${name}.previous.log`));
  return path;
}
