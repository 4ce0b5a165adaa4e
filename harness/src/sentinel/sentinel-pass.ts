import type { LatencyResult } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import type { SentinelResult } from '@paretoboard/contract/sentinel.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import { predict } from '../run/interactions/predict.js';
import type { Session, SessionFactory } from '../run/session.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import { median } from '../statistics/sample.js';
import { sentinelDigest } from './work.js';

export const sentinelName = 'fixed-work';
/** Until the engine has compiled the loops. */
const warmUpQueries = 30;
/** About 0.3 s and 1.2 s on a processor of 2020. */
const timedQueries = { quick: 60, ranked: 240 } as const;
const deadlineMs = 10_000;

const outputs: readonly TensorSpec[] = [{ name: 'checksum', dtype: 'float32', shape: [] }];
const inputs = { go: { dtype: 'uint8' as const, shape: [1, 1], data: new Uint8Array(1) } };

/** One leg: latencies of the sentinel in a fresh process on the submission's path, in ms. */
export interface SentinelLeg {
  readonly p50Ms: number;
  readonly n: number;
}

function time(session: Session, queries: number): number[] {
  session.send({
    type: 'load',
    task: 'sentinel',
    track: 'sentinel',
    interaction: 'predict',
    inputs: [{ name: 'go', dtype: 'uint8', shape: [1] }],
    outputs: [...outputs],
    artefactFolder: '/',
    threads: 1,
  });
  if (session.receive(deadlineMs).message.type !== 'loaded') throw new Error('the sentinel did not load');
  const latencies: number[] = [];
  for (let query = -warmUpQueries; query < queries; query++) {
    const { latencyMs } = predict.ask(session, { id: query + warmUpQueries, items: 1, inputs, outputs, deadlineMs });
    if (query >= 0) latencies.push(latencyMs);
  }
  return latencies;
}

/** @throws Error ours: the sentinel is our own code, no submission can be blamed for it */
export function sentinelLeg(sessions: SessionFactory, logFile: string, isRanked: boolean): SentinelLeg {
  const n = isRanked ? timedQueries.ranked : timedQueries.quick;
  try {
    const session = sessions.sentinel(logFile);
    try {
      return { p50Ms: median(time(session, n)), n };
    } finally {
      session.close();
    }
  } catch (error) {
    if (!(error instanceof SubmissionFailure)) throw error;
    throw new Error(`the sentinel failed: ${error.code}: ${error.message}`, { cause: error });
  }
}

/** The record's sentinel. @param after null: the run ended before the second leg */
export function describeSentinel(
  before: SentinelLeg,
  after: SentinelLeg | null,
  latency: Readonly<Partial<Record<Scenario, Pick<LatencyResult, 'p50Ms'>>>>,
): SentinelResult {
  const own = after ? (before.p50Ms + after.p50Ms) / 2 : before.p50Ms;
  const ratios = Object.entries(latency).flatMap(([scenario, { p50Ms }]) =>
    p50Ms === null ? [] : [[scenario, p50Ms / own] as const],
  );
  return {
    name: sentinelName,
    digest: sentinelDigest(),
    n: before.n,
    p50MsBefore: before.p50Ms,
    p50MsAfter: after?.p50Ms ?? null,
    drift: after ? after.p50Ms / before.p50Ms : null,
    ...(after ? {} : { reason: 'the run ended before the second leg' }),
    ratioToSentinel: Object.fromEntries(ratios),
  };
}
