import { join } from 'node:path';
import { executeRun } from '@paretoboard/baselines/execute-run.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { chanceSlack, primaryMetric } from '@paretoboard/contract/task.js';
import type { GateCheck, GateContext } from './gate-check.js';
import { quickRequest } from './quick-request.js';

async function runNull({ task, scratchFolder, signal, note }: GateContext): Promise<BenchmarkRecord> {
  note('null: train, evaluate and time the null submission');
  const outFolder = join(scratchFolder, 'null');
  const { record } = await executeRun(quickRequest(task, 'null', 'process'), {
    outFolder,
    attempt: 1,
    signal,
    onEvent: () => {},
  });
  return record;
}

/** The null submission scores at chance through the path of a real run, and no query of it is faster than the floor. */
export const nullSubmission: GateCheck = async (context) => {
  const { definition } = context.task;
  const record = await runNull(context);
  const primary = primaryMetric(definition);
  const value = record.metrics.find(({ id }) => id === primary.id)?.value ?? null;
  const slack = chanceSlack(definition);
  const floor = record.checks.find(({ id }) => id === 'above-physical-floor');
  return [
    {
      id: 'null-at-chance',
      ok: value !== null && Math.abs(value - definition.chance) < slack,
      message: `${primary.id} ${value ?? 'not measured'} ${primary.unit}; chance is ${definition.chance} ${primary.unit}, ± ${slack}`,
    },
    {
      id: 'floor',
      ok: floor?.ok === true,
      message: floor?.message ?? 'the check above-physical-floor was not reached',
    },
  ];
};
