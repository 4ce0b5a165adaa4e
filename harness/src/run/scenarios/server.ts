import { percentileFloor } from '@paretoboard/contract/profile.js';
import type { LatencySample, ServerTrial } from '@paretoboard/contract/record.js';
import { LatencyColumns } from '../../records/latency-columns.js';
import { judgeTrial } from '../../records/server-search.js';
import type { Query } from './query-stream.js';
import { nextRate } from './rate-search.js';
import type { ScenarioRunner, TimedStart } from './scenario.js';
import { ServerTrialRun } from './server-trial.js';

/** Above this many queries a second, issuing alone fills a core. */
const highestRate = 50_000;
const boundsPerTrial = 20;
/** Fresh inputs made before a trial, so that making them makes no issue late; a longer trial makes the rest as it goes. */
const preparedBytes = 32 * 2 ** 20;

/** Long enough for a queue that grows to show: many times the bound. */
function queriesOf({ profile, load }: TimedStart, ratePerSecond: number): number {
  const leastMs = Math.max(profile.minimumTrialMs, boundsPerTrial * load.task.timing.serverBoundMs);
  return Math.max(percentileFloor.p99, Math.ceil((ratePerSecond * leastMs) / 1_000));
}

/** Below this rate a trial cannot hold enough queries for a p99 within its longest duration. */
function lowestRate({ profile }: TimedStart): number {
  return (percentileFloor.p99 * 1_000) / profile.maximumTrialMs;
}

function prepare({ stream, load }: TimedStart, queries: number): Query[] {
  const first = stream.next(load.task.timing.batchSize);
  const bytes = Object.values(first.inputs).reduce((sum, tensor) => sum + tensor.data.byteLength, 0);
  const count = Math.max(1, Math.min(queries, Math.floor(preparedBytes / bytes)));
  return [first, ...Array.from({ length: count - 1 }, () => stream.next(load.task.timing.batchSize))];
}

function tryRate(start: TimedStart, trial: number, ratePerSecond: number): ServerTrial {
  const { serverBoundMs: boundMs } = start.load.task.timing;
  const queries = queriesOf(start, ratePerSecond);
  const columns = new LatencyColumns();
  const onSample = (sample: LatencySample): void => {
    columns.add(sample);
    start.onSample(sample);
  };
  new ServerTrialRun({ ...start, onSample }, { trial, ratePerSecond, queries, boundMs }, prepare(start, queries)).run();
  return judgeTrial(columns.of('server', start.model)[0]!, ratePerSecond, boundMs);
}

function search(start: TimedStart): ServerTrial[] {
  const lowest = lowestRate(start);
  const limits = { first: start.typicalMs === null ? lowest : 500 / start.typicalMs, lowest, highest: highestRate };
  const trials: ServerTrial[] = [];
  for (let rate = nextRate(trials, limits); rate !== null; rate = nextRate(trials, limits))
    trials.push(tryRate(start, trials.length, rate));
  return trials;
}

/**
 * Poisson arrivals; the result is the highest rate whose p99 latency, from the scheduled moment, still meets the task's bound. tinybench's loop calls and
 * waits, so it cannot express this: queries must go out while others are unanswered.
 */
export const server: ScenarioRunner = {
  id: 'server',
  run: (start) => {
    const trials = search(start);
    // That no rate meets the bound is a result, not a window that fell short.
    return { reachedMinimum: true, trials };
  },
  runNull: (start) => {
    tryRate(start, 0, Math.max(lowestRate(start), start.typicalMs === null ? 0 : 500 / start.typicalMs));
  },
};
