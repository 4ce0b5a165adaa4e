import type { Profile } from '@paretoboard/contract/profile.js';
import type { LatencySample, ServerTrial } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { median } from '../statistics/sample.js';
import type { Answer, TaskModule } from '../task/task-module.js';
import { itemOf } from './batch.js';
import { largestDifference } from './check-outputs.js';

import { type Agreement, answersAgree } from './conduct/agreement.js';

import type { TimedAnswer } from './conduct/timed-again.js';

import { type LoadOptions, load } from './load.js';
import { schedulePurpose } from './scenarios/poisson-schedule.js';
import { type Query, type QuerySource, QueryStream } from './scenarios/query-stream.js';
import { scenarioRunners } from './scenarios/registry.js';
import type { TimedStart } from './scenarios/scenario.js';
import type { Session, SessionFactory } from './session.js';

export interface LatencyPassOptions extends LoadOptions, QuerySource {
  readonly module: TaskModule;
  readonly answers: readonly Answer[];
  readonly isStochastic?: boolean;
  readonly profile: Profile;
  readonly starts: number;
  readonly scenarios: readonly Scenario[];
  /** A seed for each purpose, derived apart: no phase can be guessed from another. */
  readonly seedOf: (purpose: string) => number;
  readonly sessions: SessionFactory;
  readonly logFile: string;
  /** Raw samples, as they come: the caller streams them to disk. */
  onSample(sample: LatencySample): void;
  onProgress(scenario: Scenario, message: string, share: number): void;
}

/** Each start's way from a fresh process to its first answer. */
export interface ColdStart {
  readonly loadMs: number;
  readonly firstCallMs: number;
}

export interface LatencyPass {
  /** Timed answers to unchanged test items that were compared with the accuracy pass. */
  readonly compared: number;
  /** Of these, how many differed by more than the task's tolerance. */
  readonly different: number;
  readonly largestDifference: number;
  /** Of submissions that are declared stochastic: timed answers beside the scored ones. */
  readonly agreement: Agreement | null;
  readonly windowsReachedMinimum: boolean;
  readonly coldStarts: readonly ColdStart[];
  readonly trials: readonly ServerTrial[];
  /** A random few of the disguised items that were timed, from any place of a window: to be asked again elsewhere. */
  readonly disguised: readonly TimedAnswer[];
}

/** The first ones say where the search of `server` begins. */
const typicalQueries = 1_024;
const warmUp = { samples: 16, milliseconds: 250 } as const;

/** Answers of a stochastic submission that are kept to be scored. */
const mostKept = 512;
const disguisedKept = 32;

function copyOf(tensors: NamedTensors): NamedTensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, one]) => [name, { ...one, data: one.data.slice() }]));
}

/** Compares timed answers to unchanged items with the scored ones, and keeps a uniform sample of the others (reservoir sampling, Vitter's R). */
class Comparison {
  readonly disguised: TimedAnswer[] = [];
  private seen = 0;
  private readonly random: Random;
  compared = 0;
  different = 0;
  largest = 0;
  /** The first timed answer to each of some items. */
  private readonly kept = new Map<number, Answer>();

  constructor(private readonly options: LatencyPassOptions) {
    this.random = new Random(options.seedOf('disguised'));
  }

  private keep(query: Query, position: number, outputs: NamedTensors): void {
    this.seen += 1;
    const place = this.seen <= disguisedKept ? this.seen - 1 : this.random.integer(this.seen);
    if (place >= disguisedKept) return;
    const inputs = copyOf(itemOf(query.inputs, position));
    this.disguised[place] = { inputs, outputs: copyOf(itemOf(outputs, position)) };
  }

  readonly onAnswer = (query: Query, outputs: NamedTensors): void => {
    const { task, answers } = this.options;
    query.originals.forEach((original, position) => {
      if (original === null) {
        this.keep(query, position, outputs);
        return;
      }
      const answer = itemOf(outputs, position);
      this.keepToScore(original, answer);
      const difference = largestDifference(answer, answers[original]!.outputs, task.outputs);
      this.compared += 1;
      this.largest = Math.max(this.largest, difference);
      if (difference > task.timing.tolerance) this.different += 1;
    });
  };

  private keepToScore(index: number, outputs: NamedTensors): void {
    const { isStochastic, test } = this.options;
    if (!isStochastic || this.kept.size >= mostKept || this.kept.has(index)) return;
    this.kept.set(index, { index, item: test.read(index), outputs: copyOf(outputs) });
  }

  agreement(): Agreement | null {
    const { module, answers, seedOf } = this.options;
    return answersAgree(module, answers, [...this.kept.values()], seedOf('agreement'));
  }
}

class LatencyMeasurement {
  private readonly comparison: Comparison;
  private readonly coldStarts: ColdStart[] = [];
  private readonly trials: ServerTrial[] = [];
  private windowsReachedMinimum = true;

  constructor(private readonly options: LatencyPassOptions) {
    this.comparison = new Comparison(options);
  }

  run(): LatencyPass {
    for (let start = 0; start < this.options.starts; start++) {
      const typicalMs = this.timeSubmission(start);
      this.timeNullModel(start, typicalMs);
    }
    const { compared, different, largest, disguised } = this.comparison;
    const { coldStarts, trials, windowsReachedMinimum } = this;
    return {
      compared,
      different,
      largestDifference: largest,
      agreement: this.comparison.agreement(),
      windowsReachedMinimum,
      coldStarts,
      trials,
      disguised,
    };
  }

  private timeSubmission(start: number): number | null {
    const begun = performance.now();
    const session = this.options.sessions.submission({
      writableFolder: null,
      readableFolder: this.options.artefactFolder,
      logFile: this.options.logFile,
    });
    try {
      load(session, this.options);
      const loadMs = performance.now() - begun;
      const firstCallMs = this.warm(session, start);
      this.coldStarts.push({ loadMs, firstCallMs });
      return this.timeScenarios(session, start);
    } finally {
      session.close();
    }
  }

  /** Other inputs and another seed than the timed queries. @returns latency of the very first call, ms */
  private warm(session: Session, start: number): number {
    const stream = this.stream(`warm-up-${start}`, 'perturbed');
    const { task, limits, interaction } = this.options;
    const items = task.timing.batchSize;
    const begun = performance.now();
    let firstMs = 0;
    for (let samples = 0; samples < warmUp.samples || performance.now() - begun < warmUp.milliseconds; ) {
      const { inputs } = stream.next(items);
      const call = { id: samples, items, inputs, outputs: task.outputs, deadlineMs: limits.queryMs.limit };
      const { parts } = interaction.ask(session, call);
      if (samples === 0) firstMs = parts[0]!.latencyMs;
      samples += parts.length;
    }
    return firstMs;
  }

  /** @returns median single-stream latency, where that was timed */
  private timeScenarios(session: Session, start: number): number | null {
    const { scenarios, starts } = this.options;
    let typicalMs: number | null = null;
    for (const [index, scenario] of scenarios.entries()) {
      const share = (start + index / scenarios.length) / starts;
      this.options.onProgress(scenario, `start ${start + 1} of ${starts}`, share);
      const latencies: number[] = [];
      const timed = this.timedStart(session, start, scenario, 'submission', typicalMs);
      const result = scenarioRunners[scenario].run({
        ...timed,
        onSample: (sample) => {
          if (scenario === 'single-stream' && latencies.length < typicalQueries) latencies.push(sample.latencyMs);
          this.options.onSample(sample);
        },
      });
      if (scenario === 'single-stream') typicalMs = median(latencies);
      this.windowsReachedMinimum = result.reachedMinimum && this.windowsReachedMinimum;
      this.trials.push(...(result.trials ?? []));
    }
    return typicalMs;
  }

  /** The price of asking in another process, on the same path with the same payload. */
  private timeNullModel(start: number, typicalMs: number | null): void {
    const session = this.options.sessions.nullModel(`${this.options.logFile}.null`);
    try {
      load(session, this.options);
      this.warm(session, start);
      for (const scenario of this.options.scenarios)
        scenarioRunners[scenario].runNull(this.timedStart(session, start, scenario, 'null', typicalMs));
    } finally {
      session.close();
    }
  }

  private timedStart(
    session: Session,
    start: number,
    scenario: Scenario,
    model: LatencySample['model'],
    typicalMs: number | null,
  ): TimedStart {
    const purpose = `${scenario}-${model}-${start}`;
    return {
      session,
      start,
      model,
      stream: this.stream(purpose, model === 'null' ? 'perturbed' : 'mixed'),
      warmUp: this.stream(`warm-up-${purpose}`, 'perturbed'),
      load: this.options,
      profile: this.options.profile,
      seed: this.options.seedOf(schedulePurpose(purpose)),
      typicalMs,
      onSample: this.options.onSample,
      // The null model's answers mean nothing.
      onAnswer: model === 'submission' ? this.comparison.onAnswer : () => {},
    };
  }

  private stream(purpose: string, kind: 'mixed' | 'perturbed'): QueryStream {
    return new QueryStream(this.options, new Random(this.options.seedOf(purpose)), kind);
  }
}

/**
 * Independent process starts, each warmed on other inputs, then timed in each scenario on fresh ones; the null model runs through the same path
 * beside each start.
 * @throws SubmissionFailure
 */
export function latencyPass(options: LatencyPassOptions): LatencyPass {
  return new LatencyMeasurement(options).run();
}
