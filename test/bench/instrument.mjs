// What the parts of the benchmark need of the built harness.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
const harness = join(repository, 'harness', 'dist');

/** A compiled module of the harness. */
export function fromHarness(path) {
  return import(pathToFileURL(join(harness, path)).href);
}

const { SubmissionProcess } = await fromHarness('sandbox/submission-process.js');
let started = 0;

/**
 * A submission in a process of its own, as a run starts it.
 * @param {string} folder scratch
 * @param {{entry?: string, runtime?: string, threads?: number, cpuSet?: string | null}} options without an entry: the null model
 */
export function startSession(folder, { entry = 'null', runtime, threads = 1, cpuSet = null } = {}) {
  const workFolder = join(folder, `process-${started++}`);
  mkdirSync(workFolder, { recursive: true });
  const cache = process.env.PARETOBOARD_CACHE;
  return SubmissionProcess.launch({
    level: 'process',
    command: [process.execPath, join(harness, 'host', 'main.js')],
    workFolder,
    readOnlyPaths: [],
    writablePaths: [],
    environment: {
      PARETOBOARD_ENTRY: entry,
      PARETOBOARD_THREADS: String(threads),
      ...(runtime ? { PARETOBOARD_RUNTIME: runtime } : {}),
      ...(cache
        ? { PARETOBOARD_CACHE: cache }
        : process.env.HOME
          ? { XDG_CACHE_HOME: join(process.env.HOME, '.cache') }
          : {}),
    },
    limits: {
      memoryBytes: 2 ** 32,
      processes: 128,
      outputBytes: 2 ** 24,
      logBytes: 2 ** 20,
      diskBytes: 2 ** 30,
      scratchBytes: 2 ** 30,
    },
    logFile: join(folder, 'submission.log'),
    sharedBytes: 2 ** 24,
    helloTimeoutMs: 120_000,
    cpuSet,
  });
}

/** Has the null model load, with an answer of so many float32 values. */
export function loadNull(session, values) {
  const outputs = [{ name: 'logits', dtype: 'float32', shape: [values] }];
  const common = { task: 'null', track: 'null', interaction: 'predict', artefactFolder: '/tmp', threads: 1 };
  session.send({ type: 'load', ...common, inputs: [], outputs });
  session.receive(20_000);
  return outputs;
}
