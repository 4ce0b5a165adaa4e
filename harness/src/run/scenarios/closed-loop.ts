import { type Profile, percentileFloor } from '@paretoboard/contract/profile.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import type { Query } from './query-stream.js';
import type { ScenarioRunner, TimedStart } from './scenario.js';
import { Window } from './window.js';

/** Null queries for a defensible p99: it answers in microseconds. */
const nullQueries = percentileFloor.p99 + 38;
const nullWindowMs = 2_000;

/** Before a window with queries of another size: code and memory for it have not been used yet. */
const warmUp = { queries: 2, milliseconds: 250 } as const;

function ask({ load, session }: TimedStart, id: number, asked: Query) {
  const { task, limits, interaction } = load;
  return interaction.ask(session, {
    id,
    items: asked.items,
    inputs: asked.inputs,
    outputs: task.outputs,
    // The budget is for a query of the protocol's batch.
    deadlineMs: limits.queryMs.limit * Math.max(1, asked.items / task.timing.batchSize),
  });
}

/**
 * One query there and back, timed; the answer is looked at after the clock has stopped.
 * @param first number of its first sample
 * @returns samples of latency that it gave
 */
function timeOne(start: TimedStart, scenario: Scenario, first: number, items: number): number {
  const asked = start.stream.next(items);
  const { outputs, parts } = ask(start, first, asked);
  for (const [index, part] of parts.entries()) {
    const common = { scenario, model: start.model, start: start.start, query: first + index };
    const asked = part.asked ? { askWaitMs: part.asked.waitMs, askedRows: part.asked.rows } : {};
    start.onSample({ ...common, latencyMs: part.latencyMs, items: part.items, trial: 0, lateMs: 0, ...asked });
  }
  start.onAnswer(asked, outputs);
  return parts.length;
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
      for (;;) {
        const samples = timeOne(start, id, window.queries, items);
        if (window.done(samples)) return { reachedMinimum: window.reachedMinimum };
      }
    },
    runNull: (start) => {
      const items = itemsOf(start);
      warm(start, items);
      const begun = performance.now();
      for (let query = 0; query < nullQueries && performance.now() - begun < nullWindowMs; )
        query += timeOne(start, id, query, items);
    },
  };
}
