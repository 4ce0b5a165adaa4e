import type { Profile } from '@paretoboard/contract/profile.js';
import type { LatencySample, ServerTrial } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { LoadOptions } from '../load.js';
import type { Session } from '../session.js';
import type { Query, QueryStream } from './query-stream.js';

/** One process, started, loaded and warm, that a scenario times. */
export interface TimedStart {
  readonly session: Session;
  readonly start: number;
  readonly model: LatencySample['model'];
  readonly stream: QueryStream;
  /** Other inputs, from another seed: for queries of a size that the process has not seen. */
  readonly warmUp: QueryStream;
  readonly load: LoadOptions;
  readonly profile: Profile;
  /** For schedules; not the stream's. */
  readonly seed: number;
  /** Median single-stream latency of this start, ms, if it was timed before: where a search begins. */
  readonly typicalMs: number | null;
  onSample(sample: LatencySample): void;
  /** Called after the clock has stopped. */
  onAnswer(query: Query, outputs: NamedTensors): void;
}

export interface ScenarioResult {
  /** Whether the window reached the least duration and number of queries of the profile before its maximum. */
  readonly reachedMinimum: boolean;
  /** `server` only. */
  readonly trials?: readonly ServerTrial[];
}

/** One way of asking. Adding one: a file in this folder and a line in `registry.ts`. */
export interface ScenarioRunner {
  readonly id: Scenario;
  /** @throws SubmissionFailure */
  run(start: TimedStart): ScenarioResult;
  /** The null model on the same path with the same payload. */
  runNull(start: TimedStart): void;
}
