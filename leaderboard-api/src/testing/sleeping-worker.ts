import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { homeFolder } from '@paretoboard/harness/places.js';
import { sha256 } from '@paretoboard/harness/records/digest.js';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { sampleData, writeSampleRecord } from '@paretoboard/harness/records/testing/sample-record.js';
import { RunError } from '@paretoboard/harness/run/run-error.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { runAsWorker } from '../worker/run-as-worker.js';
import type { Execute } from '../worker/run-worker.js';

const sleepMs = Number(process.env['PARETOBOARD_SLEEP_MS']);
const data = sampleData({ items: 10, queries: 16 });

/** The clock of day as this process sees it: nobody but a machine's owner may set the real one. */
function stepClock(byMs: number): void {
  const RealDate = globalThis.Date;
  globalThis.Date = class extends RealDate {
    constructor(...parts: unknown[]) {
      super(...((parts.length === 0 ? [RealDate.now() + byMs] : parts) as []));
    }
    static override now(): number {
      return RealDate.now() + byMs;
    }
  } as DateConstructor;
}

process.on('message', (message) => stepClock((message as { stepClockMs: number }).stepClockMs));

/** Everything of a worker but the measuring: it is the queue that is looked at. */
const sleepInstead: Execute = async (request, { outFolder, signal, onEvent }) => {
  const { definition } = await loadTask(request.task);
  onEvent({ at: new Date().toISOString(), state: 'timing', stage: 'asleep', progress: null, message: 'asleep' });
  await sleep(sleepMs, undefined, { signal }).catch(() => {
    throw new RunError({ code: 'cancelled', message: 'woken', remedy: 'none' });
  });
  const record = await writeSampleRecord(outFolder, signingKey(homeFolder()), data, {
    task: { id: request.task, version: definition.version },
    variant: definition.variants.find(({ id }) => id === request.variant)!,
    finishedAt: new Date().toISOString(),
    submission: {
      name: request.submission,
      version: '1.0.0',
      title: request.submission,
      kind: 'tfjs-module',
      digest: sha256(randomUUID()),
      authors: ['Nobody'],
      source: 'none',
      licence: 'Apache-2.0',
    },
  });
  return { record, folder: outFolder };
};

await runAsWorker(sleepInstead);
