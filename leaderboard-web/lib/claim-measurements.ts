import type { Board } from '@paretoboard/contract/board.js';
import type { Claim } from '@paretoboard/contract/claim.js';
import type { MetricResult } from '@paretoboard/contract/record.js';
import type { TaskListing } from '@paretoboard/contract/task.js';

/** What we measured for a method that the paper prints a figure of, on the paper's own data. */
export interface ClaimMeasurement {
  variant: Board['variant'];
  record: string;
  metric: MetricResult;
  /** Measured − printed, in the metric's unit; null where nothing was measured. */
  difference: number | null;
}

/**
 * Measurements that may stand beside a claim: VALID, of the method that implements it, on its data set with relation `official`. Those of other data never do.
 * @param boards of one task
 */
export function measurementsOf(claim: Claim, boards: readonly Board[]): ClaimMeasurement[] {
  const comparable = boards.filter((board) => board.comparable && board.variant.dataset === claim.dataset);
  return comparable.flatMap(({ variant, rows }) => {
    const row = rows.find(({ submission, verdict }) => verdict === 'VALID' && submission.name === claim.submission);
    const metric = row?.metrics.find(({ id }) => id === claim.metric);
    if (!row || !metric) return [];
    const difference = metric.value === null ? null : metric.value - claim.value;
    return [{ variant, record: row.record, metric, difference }];
  });
}

/** Why nothing stands beside a claim. */
export function whyUnmeasured(claim: Claim, task: TaskListing): string {
  if (claim.submission === null) return 'not implemented here';
  const official = task.variants.filter(
    ({ relation, dataset }) => relation === 'official' && dataset === claim.dataset,
  );
  if (official.length === 0) return 'other data than this task’s';
  if (!official.some(({ available }) => available)) return 'the paper’s data are not on this machine';
  return 'not measured yet';
}

/** Findings of an audit that say what the paper leaves open, rather than what it gets wrong. */
const notStated: ReadonlySet<string> = new Set([
  'conditions-missing',
  'test-set-unclear',
  'threshold-missing',
  'steps-unclear',
  'row-unclear',
  'metric-undefined',
  'metric-not-named',
  'method-underdetermined',
]);

/** What stands in the way of measuring every printed figure, in sentences. */
export function missingToReproduce(task: TaskListing): string[] {
  const official = task.variants.filter(({ relation }) => relation === 'official');
  const absent = official.filter(({ available }) => !available);
  const unimplemented = new Set(task.claims.flatMap(({ method, submission }) => (submission === null ? [method] : [])));
  const unstated = task.claims.flatMap(({ audit }) =>
    audit.flatMap(({ code, message }) => (notStated.has(code) ? [message] : [])),
  );
  return [
    ...(official.length === 0 ? ['No variant of the task holds the paper’s own data.'] : []),
    ...absent.map(({ title, comparability }) => `Data that are not on this machine: ${title}. ${comparability}`),
    ...new Set(unstated.map((message) => `Left open by the paper: ${message}`)),
    ...(unimplemented.size > 0
      ? [`Printed methods that nobody has implemented here: ${[...unimplemented].join(', ')}.`]
      : []),
  ];
}
