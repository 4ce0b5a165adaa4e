import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executeRun } from '@paretoboard/baselines/execute-run.js';
import { resolveSubmission } from '@paretoboard/baselines/resolve-submission.js';
import { recordSchema } from '@paretoboard/contract/record.js';
import { verifyRecord } from '@paretoboard/harness/records/verify-record.js';
import { recordFileName } from '@paretoboard/harness/records/write-record.js';

/** Between two lines of one stage. */
const quietMs = 15_000;

/**
 * The record of one measurement: the one in its folder if it is of the same code and request and has its figures, else of a run made now.
 * @returns {{measurement, folder: string, record: object | null, error: string | null, verification: object | null, reused: boolean}}
 */
export async function obtainRecord(measurement, root, say) {
  const { task, variant, manifest, request } = measurement;
  const folder = join(root, task.id, variant.id, manifest.name);
  const found = await usableRecord(measurement, folder);
  if (found) say('there already');
  const outcome = found ? { record: found, error: null } : await run(request, folder, say);
  const verification = outcome.record ? await verifyRecord(join(folder, recordFileName)) : null;
  return { measurement, folder, ...outcome, verification, reused: found !== null };
}

/** Whether every seed of the primary metric is there. */
export function hasFigures(record, seeds) {
  return record.metrics.some(({ primary, value, perSeed }) => primary && value !== null && perSeed.length === seeds);
}

async function usableRecord({ task, request }, folder) {
  const path = join(folder, recordFileName);
  if (!existsSync(path)) return null;
  const parsed = recordSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) return null;
  const record = parsed.data;
  const isSame =
    record.submission.digest === (await submissionDigest(request)) &&
    record.task.version === task.version &&
    record.profile === request.profile &&
    record.seeds.public === request.seed &&
    record.runtime.name === request.runtime &&
    record.sandbox.level === request.sandbox;
  return isSame && hasFigures(record, request.seeds) ? record : null;
}

async function submissionDigest(request) {
  const folder = mkdtempSync(join(tmpdir(), 'paretoboard-slow-'));
  try {
    return (await resolveSubmission(request, folder)).digest;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(request, folder, say) {
  rmSync(folder, { recursive: true, force: true });
  let [stage, saidAt] = ['', 0];
  const onEvent = (event) => {
    const now = `${event.state} ${event.stage}`;
    if (now === stage && performance.now() - saidAt < quietMs) return;
    [stage, saidAt] = [now, performance.now()];
    say(`${now}${event.progress === null ? '' : ` ${Math.round(100 * event.progress)} %`}`);
  };
  try {
    const { record } = await executeRun(request, {
      outFolder: folder,
      attempt: 1,
      signal: new AbortController().signal,
      onEvent,
    });
    const figures = record.metrics.map(({ id, value }) => `${id} ${value === null ? '–' : value.toFixed(2)}`);
    say(`${record.verdict} ${figures.join(', ')}`);
    return { record, error: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(`no record: ${message}`);
    return { record: null, error: message };
  }
}
