import { answerShape } from '@paretoboard/contract/null-outputs.js';
import type { LatencySample } from '@paretoboard/contract/record.js';
import { bytesPerElement, elementCount, type NamedTensors, type TensorSpec } from '@paretoboard/contract/tensor.js';
import { wireLimits } from '@paretoboard/contract/wire.js';
import { SubmissionFailure } from '../../sandbox/submission-failure.js';
import { overLatencyAllowance } from '../../statistics/early-stopping.js';
import type { OneMessage, QueryCall } from '../interactions/interaction-runner.js';
import { trialSchedule } from './poisson-schedule.js';
import type { Query } from './query-stream.js';
import type { TimedStart } from './scenario.js';

export interface TrialPlan {
  readonly trial: number;
  readonly ratePerSecond: number;
  readonly queries: number;
  readonly boundMs: number;
}

/** Frames of queries in flight must fit a pipe (64 KiB), so that issuing never waits for reading. */
const pipeBytes = 60_000;
const mostInFlight = 16;

interface InFlight {
  readonly query: Query;
  readonly scheduledMs: number;
  readonly issuedMs: number;
}

function tensorBytes(tensors: NamedTensors): number[] {
  return Object.values(tensors).map((tensor) => tensor.data.byteLength);
}

/** Whether an answer may hold tensors so large that they go through shared memory; an axis that nothing decides may be of any size. */
function mayAnswerLarge(outputs: readonly TensorSpec[], { inputs, items }: Query): boolean {
  return outputs.some((spec) => {
    if (!spec.follows && spec.shape.includes(null)) return true;
    return (
      elementCount(answerShape(spec, items, inputs)) * bytesPerElement[spec.dtype] >= wireLimits.sharedThresholdBytes
    );
  });
}

/**
 * Large tensors share one region each way: then only one query may be on its way, or the next would overwrite an input that is not read yet, or the
 * submission an answer that is not.
 */
export function inFlightLimit(query: Query, outputs: readonly TensorSpec[]): number {
  const sizes = tensorBytes(query.inputs);
  if (sizes.some((size) => size >= wireLimits.sharedThresholdBytes) || mayAnswerLarge(outputs, query)) return 1;
  const frame = 512 + sizes.reduce((sum, size) => sum + size, 0);
  return Math.max(1, Math.min(mostInFlight, Math.floor(pipeBytes / frame)));
}

/**
 * One rate: queries are issued at the times of a Poisson process whether or not earlier ones have been answered, and each latency counts from the
 * scheduled time, so that a late issue counts against the system (MLPerf Inference rules). One thread does both: it sleeps until the next issue is due or
 * an answer can be read. Queries beyond those in flight wait on our side, with their clocks running.
 */
export class ServerTrialRun {
  private readonly schedule: Float64Array;
  private readonly inFlight = new Map<number, InFlight>();
  private readonly answered: { readonly id: number; readonly query: Query; readonly outputs: NamedTensors }[] = [];
  private readonly limit: number;
  private readonly mostOver: number;
  private readonly asked: OneMessage;
  private begunMs = 0;
  private issued = 0;
  private over = 0;

  constructor(
    private readonly start: TimedStart,
    private readonly plan: TrialPlan,
    /** The first ones, made before. */
    private readonly queries: readonly Query[],
  ) {
    const { interaction } = start.load;
    if (!interaction.oneMessage)
      throw new RangeError(
        `a query of interaction ${interaction.id} is no single message: scenario server cannot be run`,
      );
    this.asked = interaction.oneMessage;
    this.schedule = trialSchedule(start.seed, plan.trial, plan.ratePerSecond, plan.queries);
    this.limit = inFlightLimit(queries[0]!, start.load.task.outputs);
    this.mostOver = overLatencyAllowance(plan.queries, 0.99);
  }

  /** @throws SubmissionFailure */
  run(): void {
    this.begunMs = performance.now();
    // Once more queries are over the bound than a met trial may hold, the rest cannot change the verdict.
    while (this.issued < this.schedule.length && this.over <= this.mostOver) this.step();
    while (this.inFlight.size > 0) this.readOne();
    for (const { id, query, outputs } of this.answered) {
      this.asked.check(this.callOf(id, query), outputs);
      this.start.onAnswer(query, outputs);
    }
  }

  private step(): void {
    const dueMs = this.begunMs + this.schedule[this.issued]!;
    const isFull = this.inFlight.size >= this.limit;
    if (isFull) this.readOne();
    else if (performance.now() >= dueMs) this.issue(dueMs);
    else if (this.start.session.waitReadable(dueMs)) this.readOne();
  }

  private issue(scheduledMs: number): void {
    const id = this.issued++;
    const query = this.queries[id] ?? this.start.stream.next(this.start.load.task.timing.batchSize);
    this.start.session.send(this.asked.of(this.callOf(id, query)), query.inputs);
    this.inFlight.set(id, { query, scheduledMs, issuedMs: performance.now() });
  }

  private callOf(id: number, { items, inputs }: Query): QueryCall {
    const { task, limits } = this.start.load;
    return { id, items, inputs, outputs: task.outputs, deadlineMs: limits.queryMs.limit };
  }

  private readOne(): void {
    const { message, tensors, receivedMs } = this.start.session.receive(
      this.start.load.limits.queryMs.limit,
      'queryMs',
    );
    const sent = message.type === 'outputs' ? this.inFlight.get(message.id) : undefined;
    if (message.type !== 'outputs' || !sent)
      throw new SubmissionFailure(
        'wire-garbage',
        `message "${message.type}"${message.type === 'outputs' ? ` for query ${message.id}, which is not open` : ''}`,
        'Answer each query once, with outputs of the same id.',
      );
    this.inFlight.delete(message.id);
    const latencyMs = receivedMs - sent.scheduledMs;
    if (latencyMs > this.plan.boundMs) this.over += 1;
    this.answered.push({ id: message.id, query: sent.query, outputs: tensors });
    this.start.onSample(this.sample(message.id, latencyMs, sent));
  }

  private sample(query: number, latencyMs: number, { issuedMs, scheduledMs, query: asked }: InFlight): LatencySample {
    const { start, model } = this.start;
    const lateMs = Math.max(0, issuedMs - scheduledMs);
    const { trial } = this.plan;
    const dueMs = this.schedule[query]!;
    return { scenario: 'server', model, start, query, latencyMs, items: asked.items, trial, lateMs, dueMs };
  }
}
