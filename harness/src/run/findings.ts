import type { Reason } from '@paretoboard/contract/reason.js';
import type { RuntimeDescription } from '@paretoboard/contract/runtime.js';
import type { SandboxDescription } from '@paretoboard/contract/sandbox-level.js';
import type { TelemetrySummary } from '@paretoboard/contract/telemetry.js';
import type { CountedOperations } from '../model/count-operations.js';
import { LatencyColumns } from '../records/latency-columns.js';
import { largest } from '../records/metered-figures.js';
import type { Overrun } from '../sandbox/submission-failure.js';
import type { SentinelLeg } from '../sentinel/sentinel-pass.js';
import type { Score } from '../task/task-module.js';
import type { Energy } from '../telemetry/telemetry-summary.js';
import type { AccuracyPass } from './accuracy-pass.js';
import type { Conduct } from './conduct-pass.js';
import type { ContaminationVerdict } from './contamination/rule.js';
import type { LatencyPass } from './latency-pass.js';
import type { Usage } from './session.js';
import type { Trained } from './train.js';

/** What a run has measured so far: a failure half-way still leaves a record with all that is known. */
export interface Findings {
  runtime: RuntimeDescription;
  /** Device that one of our runtimes opened; null where the submission brings its own framework. */
  runtimeDevice: string | null;
  sandbox: SandboxDescription;
  readonly trained: Trained[];
  /** Of an artefact that arrived trained; null: there is none, or it was not looked at yet. */
  preTrainedBytes: number | null;
  readonly passes: AccuracyPass[];
  readonly scores: Score[];
  /** Read back from the file when everything has been timed; empty before. */
  samples: LatencyColumns;
  /** Of each process of the submission, also of one that was stopped. */
  readonly usages: Usage[];
  /** Why the run was stopped, if for a budget. */
  overrun: Overrun | null;
  readonly reasons: Reason[];
  latency: LatencyPass | null;
  conduct: Conduct | null;
  /** Digest of each artefact when training left it, and at the end of the run. */
  readonly artefacts: { readonly before: string; readonly after: string }[];
  /** null: the code was not retrained, or the rule does not apply. */
  contamination: ContaminationVerdict | null;
  /** Highest rate at which this machine was seen to copy bytes; null: not measured. */
  peakBytesPerMs: number | null;
  /** Of one query, counted in the model; null: code, which shows nothing of what it computes, or not counted. */
  operations: CountedOperations | null;
  /** Legs of the sentinel before and after the timed windows. */
  readonly sentinel: { before: SentinelLeg | null; after: SentinelLeg | null };
  /** null: sampling did not end yet. */
  telemetry: TelemetrySummary | null;
  energy: Energy;
}

/** Nothing measured yet. */
export function noFindings(runtime: RuntimeDescription, sandbox: SandboxDescription): Findings {
  return {
    runtime,
    runtimeDevice: null,
    sandbox,
    trained: [],
    preTrainedBytes: null,
    passes: [],
    scores: [],
    samples: new LatencyColumns(),
    usages: [],
    overrun: null,
    reasons: [],
    latency: null,
    conduct: null,
    artefacts: [],
    contamination: null,
    peakBytesPerMs: null,
    operations: null,
    sentinel: { before: null, after: null },
    telemetry: null,
    energy: { energyJoules: null, energyReason: 'nothing was timed' },
  };
}

/** Extremes of the submission's single-stream latencies, in ms; null: none was timed. */
export function latencyRange({ samples }: Pick<Findings, 'samples'>): { fastestMs: number; slowestMs: number } | null {
  const starts = samples.of('single-stream', 'submission');
  if (starts.length === 0) return null;
  const all = (fold: (a: number, b: number) => number): number =>
    starts.map((start) => start.latenciesMs.reduce(fold)).reduce(fold);
  return { fastestMs: all((a, b) => Math.min(a, b)), slowestMs: all((a, b) => Math.max(a, b)) };
}

/** Peak memory over all processes of the run that ended. */
export function peakMemory(findings: Pick<Findings, 'usages'>): {
  peakMemoryBytes: number | null;
  peakMemoryReason?: string;
} {
  const peakMemoryBytes = largest(findings.usages.map((usage) => usage.peakMemoryBytes));
  if (peakMemoryBytes !== null) return { peakMemoryBytes };
  return { peakMemoryBytes, peakMemoryReason: findings.usages[0]?.peakMemoryReason ?? 'no process ran to its end' };
}
