import { canTrain } from '@paretoboard/contract/interaction.js';
import type { Profile } from '@paretoboard/contract/profile.js';
import type { MetricResult, UnsignedRecord } from '@paretoboard/contract/record.js';
import type { Track } from '@paretoboard/contract/task.js';
import { summariseLatency } from '../records/latency-summary.js';
import { summariseMetrics } from '../records/summarise-metrics.js';
import { describeSentinel } from '../sentinel/sentinel-pass.js';
import { median } from '../statistics/sample.js';
import { budgetUses, evaluations } from './budget-uses.js';
import type { Limits } from './budgets.js';
import { physicalFloorMs } from './checks/above-physical-floor.js';
import { type Findings, peakMemory } from './findings.js';
import { describeMachine } from './machine.js';
import type { MeasureOptions } from './measure-run.js';
import { judgeRun } from './run-checks.js';
import type { SeedPlan } from './seed-plan.js';

export interface AssembleOptions {
  readonly measure: MeasureOptions;
  readonly findings: Findings;
  readonly plan: SeedPlan;
  readonly profile: Profile;
  readonly limits: Limits;
  readonly track: Track;
  /** Seeds that the run was to have; metrics need all of them. */
  readonly seeds: number;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly files: UnsignedRecord['files'];
}

function metrics({ measure, findings, seeds }: AssembleOptions): MetricResult[] {
  const scores = findings.scores.length === seeds ? findings.scores : [];
  const answers = findings.passes.map((pass) => pass.answers);
  const { module, data } = measure;
  return summariseMetrics(module, module.definition.metrics, scores, answers, data.test.items);
}

function contamination({ measure, findings }: AssembleOptions): UnsignedRecord['contamination'] {
  if (findings.contamination) return findings.contamination;
  if (measure.submission.manifest.division === 'pre-trained') {
    return { state: 'not possible', detail: 'a pre-trained artefact cannot be retrained on a fresh surrogate' };
  }
  return { state: 'not run', detail: 'the same code was not retrained on a fresh surrogate in this run' };
}

function resources(options: AssembleOptions): UnsignedRecord['resources'] {
  const { measure, findings } = options;
  const said = [
    findings.passes[0]?.parameters,
    findings.trained[0]?.parameters,
    measure.submission.manifest.declared.parameters,
  ];
  const parameters = said.find((value) => value !== null && value !== undefined);
  // Of data alone our host counts them in the file.
  const source = canTrain(measure.submission.manifest.kind) ? 'declared' : 'measured';
  const floorMs = physicalFloorMs(findings, queryBytes(options));
  return {
    ...peakMemory(findings),
    parameters: parameters === undefined || parameters === null ? null : { value: parameters, source },
    artefactBytes: findings.trained[0]?.result.artefact.bytes ?? findings.preTrainedBytes,
    ...(floorMs !== null && { floorMs }),
    ...(findings.operations && { flops: findings.operations.operations }),
    ...findings.energy,
  };
}

/** Median over starts, where there was one, else of the accuracy pass. */
function cold({ passes, latency }: Findings): UnsignedRecord['cold'] {
  const starts = latency?.coldStarts ?? passes.slice(0, 1);
  if (starts.length === 0)
    return { loadMs: null, firstCallMs: null, reason: 'the artefact was not evaluated to the end' };
  return {
    loadMs: median(starts.map((start) => start.loadMs)),
    firstCallMs: median(starts.map((start) => start.firstCallMs)),
    perStart: starts.map(({ loadMs, firstCallMs }) => ({ loadMs, firstCallMs })),
  };
}

function latency({ measure, findings }: AssembleOptions): UnsignedRecord['latency'] {
  if (!findings.latency) return {};
  const { trials } = findings.latency;
  const boundMs = measure.module.definition.timing.serverBoundMs;
  const { telemetry } = findings;
  const samples = telemetry?.voids ? findings.samples.without(telemetry.disturbances) : findings.samples;
  return Object.fromEntries(
    samples.scenarios.map((scenario) => [
      scenario,
      summariseLatency(scenario, samples, scenario === 'server' ? { boundMs, trials: [...trials] } : null),
    ]),
  );
}

function identity({ measure, track }: AssembleOptions) {
  const { manifest, digest, environment, image } = measure.submission;
  const { definition } = measure.module;
  const { name, version, title, kind, authors, source, licence } = manifest;
  return {
    task: { id: definition.id, version: definition.version },
    variant: { id: measure.variant.id, dataset: measure.variant.dataset, relation: measure.variant.relation },
    ...(measure.challenge && { challenge: measure.challenge }),
    track: track.id,
    division: manifest.division,
    profile: measure.request.profile,
    precision: definition.timing.precision,
    batchSize: definition.timing.batchSize,
    submission: { name, version, title, kind, digest, authors, source, licence },
    ...(environment && { environment: environment.description }),
    ...(image && { image: image.description }),
  };
}

/** What a query must at least move, in bytes: its input and its answer. */
function queryBytes({ measure, track, findings }: AssembleOptions): number {
  const { inputs } = measure.data.test.read(0);
  const answer = Object.values(findings.passes[0]?.answers[0]?.outputs ?? {});
  const tensors = [...track.testInputs.flatMap((name) => inputs[name] ?? []), ...answer];
  const bytes = tensors.reduce((sum, tensor) => sum + tensor.data.byteLength, 0);
  return bytes * measure.module.definition.timing.batchSize;
}

/** The record of a run, before digest and signature. */
export function assembleRecord(options: AssembleOptions): UnsignedRecord {
  const { measure, findings, plan, profile, limits } = options;
  const { definition } = measure.module;
  const latencies = latency(options);
  const budgets = budgetUses(limits, findings);
  const { checks, reasons } = judgeRun({ findings, definition, profile, queryBytes: queryBytes(options) }, budgets);
  return {
    schemaVersion: 1,
    ...identity(options),
    runtime: findings.runtime,
    sandbox: findings.sandbox,
    machine: describeMachine(findings.runtimeDevice),
    startedAt: options.startedAt,
    finishedAt: options.finishedAt,
    attempt: measure.attempt,
    attempts: measure.attempt,
    verdict: reasons.length === 0 ? 'VALID' : 'INVALID',
    reasons,
    metrics: metrics(options),
    latency: latencies,
    cold: cold(findings),
    training: findings.trained.map((one) => one.result),
    evaluation: evaluations(findings),
    referees: definition.referees,
    contamination: contamination(options),
    resources: resources(options),
    budgets,
    seeds: {
      public: plan.public,
      secretCommitment: plan.secretCommitment,
      secret: plan.secretCommitment ? plan.text : null,
    },
    sentinel: findings.sentinel.before
      ? describeSentinel(findings.sentinel.before, findings.sentinel.after, latencies)
      : null,
    telemetry: findings.telemetry,
    checks,
    files: options.files,
  };
}
