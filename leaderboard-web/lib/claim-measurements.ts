import type { Board } from '@paretoboard/contract/board.js';
import type { Claim } from '@paretoboard/contract/claim.js';
import type { MetricResult } from '@paretoboard/contract/record.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import { words } from '../messages/words';

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
  const say = words().papers;
  if (claim.submission === null) return say.notImplemented;
  const official = task.variants.filter(
    ({ relation, dataset }) => relation === 'official' && dataset === claim.dataset,
  );
  if (official.length === 0) return say.otherDataSet;
  if (!official.some(({ available }) => available)) return say.notHere;
  return say.notYet;
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

/** What stands in the way of measuring a printed figure. */
export type Obstacle =
  | { kind: 'no-own-data' }
  | { kind: 'data-not-here'; title: string; comparability: string }
  | { kind: 'left-open'; message: string }
  | { kind: 'not-implemented'; methods: readonly string[] };

/** What tells one obstacle of a paper from the others. */
export function obstacleKey(obstacle: Obstacle): string {
  return JSON.stringify(obstacle);
}

/** Everything that stands in the way of measuring every printed figure. */
export function missingToReproduce(task: TaskListing): Obstacle[] {
  const official = task.variants.filter(({ relation }) => relation === 'official');
  const absent = official.filter(({ available }) => !available);
  const unimplemented = new Set(task.claims.flatMap(({ method, submission }) => (submission === null ? [method] : [])));
  const unstated = task.claims.flatMap(({ audit }) =>
    audit.flatMap(({ code, message }) => (notStated.has(code) ? [message] : [])),
  );
  return [
    ...(official.length === 0 ? [{ kind: 'no-own-data' as const }] : []),
    ...absent.map(({ title, comparability }) => ({ kind: 'data-not-here' as const, title, comparability })),
    ...[...new Set(unstated)].map((message) => ({ kind: 'left-open' as const, message })),
    ...(unimplemented.size > 0 ? [{ kind: 'not-implemented' as const, methods: [...unimplemented] }] : []),
  ];
}
