import { type Profile, percentileFloor } from '@paretoboard/contract/profile.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import { predictCall } from '../predict-call.js';
import type { Query } from './query-stream.js';
import type { ScenarioRunner, TimedStart } from './scenario.js';
import { Window } from './window.js';

/** Null queries for a defensible p99: it answers in microseconds. */
const nullQueries = percentileFloor.p99 + 38;
const nullWindowMs = 2_000;

/** Before a window with queries of another size: code and memory for it have not been used yet. */
const warmUp = { queries: 2, milliseconds: 250 } as const;

function ask({ load, session }: TimedStart, id: number, asked: Query) {
  const { task, limits } = load;
  return predictCall(session, {
    id,
    items: asked.items,
    inputs: asked.inputs,
    outputs: task.outputs,
    // The budget is for a query of the protocol's batch.
    deadlineMs: limits.queryMs.limit * Math.max(1, asked.items / task.timing.batchSize),
  });
}

/** One query there and back, timed; the answer is looked at after the clock has stopped. */
function timeOne(start: TimedStart, scenario: Scenario, query: number, items: number): void {
  const asked = start.stream.next(items);
  const { outputs, latencyMs } = ask(start, query, asked);
  const common = { scenario, model: start.model, start: start.start, query, latencyMs, items };
  start.onSample({ ...common, trial: 0, lateMs: 0 });
  start.onAnswer(asked, outputs);
}

/** The process was warmed with queries of the protocol's batch when it started. */
function warm(start: TimedStart, items: number): void {
  if (items === start.load.task.timing.batchSize) return;
  const begun = performance.now();
  for (let query = 0; query < warmUp.queries || performance.now() - begun < warmUp.milliseconds; query++)
    ask(start, query, start.warmUp.next(items));
}

export interface ClosedLoopOptions {
  /** Samples of one query. */
  itemsOf(start: TimedStart): number;
  /** What a window must hold; default: the profile's. */
  windowOf?(profile: Profile, items: number): Profile;
}

/** A scenario in which the next query goes out when the previous answer has been read in full. */
export function closedLoop(id: Scenario, { itemsOf, windowOf }: ClosedLoopOptions): ScenarioRunner {
  return {
    id,
    run: (start) => {
      const items = itemsOf(start);
      warm(start, items);
      const window = new Window(windowOf?.(start.profile, items) ?? start.profile);
      for (let query = 0; ; query++) {
        timeOne(start, id, query, items);
        if (window.done()) return { reachedMinimum: window.reachedMinimum };
      }
    },
    runNull: (start) => {
      const items = itemsOf(start);
      warm(start, items);
      const begun = performance.now();
      for (let query = 0; query < nullQueries && performance.now() - begun < nullWindowMs; query++)
        timeOne(start, id, query, items);
    },
  };
}
