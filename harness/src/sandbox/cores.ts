import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Which cores the measuring process and the submission have, as `taskset` writes them; null: not pinned. */
export interface CorePlan {
  readonly harness: string | null;
  /** While it answers: in the accuracy pass, when it is timed and when its conduct is looked at. */
  readonly inference: string | null;
  /** While it trains: nothing is timed then, so that it gets all cores. */
  readonly training: string | null;
  readonly inferenceThreads: number;
  readonly trainingThreads: number;
  /** Why nothing is pinned. */
  readonly reason?: string;
}

/** A list of cores as the kernel writes it: `0-2,5`. @throws RangeError for anything else */
export function parseCoreList(text: string): number[] {
  return text
    .trim()
    .split(',')
    .flatMap((part) => {
      const found = /^(\d+)(?:-(\d+))?$/.exec(part);
      if (!found) throw new RangeError(`expected a list of cores such as 0-2,5; found "${text}"`);
      const [first, last] = [Number(found[1]), Number(found[2] ?? found[1])];
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}

function notPinned(threads: number, reason: string): CorePlan {
  const none = { harness: null, inference: null, training: null };
  return { ...none, inferenceThreads: threads, trainingThreads: threads, reason };
}

/**
 * With one core only, the submission's own helper threads (garbage collection, the runtime's pool) have to wait for its main thread: its p99 rose to 3.6
 * times, for no gain in p50 (docs/decisions).
 */
const fewestInferenceCores = 2;

/**
 * Shares cores out: the first physical core, with its hyper-threads, is ours; the submission answers on all others, so that what we do meanwhile takes
 * no time from it. Nothing is pinned where that would leave it fewer than two.
 * @param allowed cores that this process may use, in order
 * @param siblingsOf hyper-threads of a core, itself among them
 */
export function planCores(allowed: readonly number[], siblingsOf: (core: number) => readonly number[]): CorePlan {
  const [first = 0] = allowed;
  const physical = allowed.filter((core) => core === first || siblingsOf(first).includes(core));
  // Better one hyper-thread beside the submission's than no core of our own.
  const harness = allowed.length - physical.length >= fewestInferenceCores ? physical : [first];
  const inference = allowed.filter((core) => !harness.includes(core));
  if (inference.length < fewestInferenceCores)
    return notPinned(
      Math.max(1, allowed.length),
      `${allowed.length} core(s): one for the harness would leave the submission fewer than ${fewestInferenceCores}`,
    );
  return {
    harness: harness.join(','),
    inference: inference.join(','),
    training: allowed.join(','),
    inferenceThreads: inference.length,
    trainingThreads: allowed.length,
  };
}

function allowedCores(): number[] {
  const status = readFileSync('/proc/self/status', 'utf8');
  return parseCoreList(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '');
}

function siblings(core: number): number[] {
  const file = `/sys/devices/system/cpu/cpu${core}/topology/thread_siblings_list`;
  return existsSync(file) ? parseCoreList(readFileSync(file, 'utf8')) : [core];
}

/** `taskset -a` gives up when a thread ends while it goes through them: then it is asked again. */
function pinAllThreads(cores: string, attempts = 5): void {
  try {
    execFileSync('taskset', ['-a', '-p', '-c', cores, String(process.pid)], { stdio: 'ignore' });
  } catch (error) {
    if (attempts <= 1 || (error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    pinAllThreads(cores, attempts - 1);
  }
}

/**
 * Plans the cores of this machine and pins this process, with all of its threads, to its own. Threads and processes that it starts later inherit that;
 * submissions are given theirs when they are started.
 * @param threads for a machine that does not pin (no Linux, no `taskset`)
 */
export function pinHarness(threads: number): CorePlan {
  try {
    const plan = planCores(allowedCores(), siblings);
    if (plan.harness !== null) pinAllThreads(plan.harness);
    return plan;
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return notPinned(threads, `cores cannot be shared out here: ${said}`);
  }
}
