import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Lines of standard error that are kept, to say why a program ended. */
const KEPT_LINES = 20;

/** A program that answers requests, one at a time, in lines of JSON. */
export class Program {
  /** What it said first. */
  about = null;
  /** Notes of steps that were not compiled. @type {string[]} */
  notes = [];

  /** @throws {Error} with its last words, where it does not get ready */
  static async start(command, args, environment = {}) {
    const program = new Program(command, args, environment);
    program.about = await program.#next();
    return program;
  }

  #answers;
  #errors = [];

  constructor(command, args, environment) {
    this.child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: ['pipe', 'pipe', 'pipe'] });
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => resolve(error.message));
      this.child.once('close', (code, signal) => resolve(signal ?? `status ${code}`));
    });
    this.child.stdin.on('error', () => {});
    this.#answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    createInterface({ input: this.child.stderr }).on('line', (line) => {
      if (line.startsWith('a step is not compiled')) this.notes.push(line);
      this.#errors = [...this.#errors, line].slice(-KEPT_LINES);
    });
  }

  /** @throws {Error} where it ends without an answer */
  async ask(request) {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    return await this.#next();
  }

  /** The most memory that it had resident so far, as the system counts it; null where there is no `/proc`. */
  peakBytes() {
    try {
      const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'));
      return Number(kibibytes) * 1024;
    } catch {
      return null;
    }
  }

  async stop() {
    this.child.stdin.end();
    await this.ended;
  }

  async #next() {
    const { value, done } = await this.#answers.next();
    if (!done) return JSON.parse(value);
    const how = await this.ended;
    throw new Error(`ended (${how}): ${this.#lastWords()}`);
  }

  #lastWords() {
    const lines = this.#errors.filter((line) => line.trim() !== '');
    return lines.findLast((line) => /^\w*(Error|Exit)\b/.test(line)) ?? lines.at(-1) ?? 'without a word';
  }
}
