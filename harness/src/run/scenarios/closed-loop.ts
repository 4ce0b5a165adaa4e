import { percentileFloor } from '@paretoboard/contract/profile.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import { predictCall } from '../predict-call.js';
import type { ScenarioRunner, TimedStart } from './scenario.js';
import { Window } from './window.js';

/** Null queries for a defensible p99: it answers in microseconds. */
const nullQueries = percentileFloor.p99 + 38;
const nullWindowMs = 2_000;

/** One query there and back, timed; the answer is looked at after the clock has stopped. */
function askOne(start: TimedStart, scenario: Scenario, query: number, items: number): void {
  const { task, limits } = start.load;
  const asked = start.stream.next(items);
  const { outputs, latencyMs } = predictCall(start.session, {
    id: query,
    items,
    inputs: asked.inputs,
    outputs: task.outputs,
    // The budget is for a query of the protocol's batch.
    deadlineMs: limits.queryMs.limit * Math.max(1, items / task.timing.batchSize),
  });
  const common = { scenario, model: start.model, start: start.start, query, latencyMs, items };
  start.onSample({ ...common, trial: 0, lateMs: 0 });
  start.onAnswer(asked, outputs);
}

/**
 * A scenario in which the next query goes out when the previous answer has been read in full.
 * @param itemsOf samples of one query
 */
export function closedLoop(id: Scenario, itemsOf: (start: TimedStart) => number): ScenarioRunner {
  return {
    id,
    run: (start) => {
      const items = itemsOf(start);
      const window = new Window(start.profile);
      for (let query = 0; ; query++) {
        askOne(start, id, query, items);
        if (window.done()) return { reachedMinimum: window.reachedMinimum };
      }
    },
    runNull: (start) => {
      const items = itemsOf(start);
      const begun = performance.now();
      for (let query = 0; query < nullQueries && performance.now() - begun < nullWindowMs; query++)
        askOne(start, id, query, items);
    },
  };
}
