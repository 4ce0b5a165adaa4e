import type { LatencySample } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';

/** Numbers that are appended one by one, eight bytes each. */
class Column {
  private values = new Float64Array(1_024);
  private length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Float64Array(2 * this.length);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }

  get view(): Float64Array {
    return this.values.subarray(0, this.length);
  }
}

/** The timed queries of one trial of one start. */
export interface TimedQueries {
  readonly start: number;
  readonly trial: number;
  /** ms, in order. */
  readonly latenciesMs: Float64Array;
  readonly latenessMs: Float64Array;
  /** ms from the begin of the trial, in the order of the answers; empty outside `server` and in records made before it was written. */
  readonly dueMs: Float64Array;
  /** Samples of all queries together. */
  readonly items: number;
}

interface Group {
  readonly scenario: Scenario;
  readonly model: LatencySample['model'];
  readonly start: number;
  readonly trial: number;
  readonly latencies: Column;
  readonly lateness: Column;
  /** When each query was scheduled, ms from the begin of its trial; empty where samples do not say. */
  readonly due: Column;
  /** When each answer had arrived, in ms of the run's clock; empty where samples do not say. */
  readonly at: Column;
  items: number;
}

/** A stretch of the run's clock, in ms. */
interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

function undisturbed(group: Group, stretches: readonly Stretch[]): Group {
  const [latencies, at] = [group.latencies.view, group.at.view];
  if (stretches.length === 0 || at.length !== latencies.length || latencies.length === 0) return group;
  const columns = { latencies: new Column(), lateness: new Column(), due: new Column(), at: new Column() };
  latencies.forEach((latencyMs, index) => {
    const toMs = at[index]!;
    if (stretches.some((stretch) => stretch.fromMs < toMs && toMs - latencyMs < stretch.toMs)) return;
    columns.latencies.push(latencyMs);
    columns.at.push(toMs);
  });
  // In a closed loop every query has the same number of samples.
  const items = (group.items / latencies.length) * columns.latencies.view.length;
  return { ...group, ...columns, items };
}

/** Timed queries as columns: a run of millions of queries costs a few bytes each, and every figure comes from here. */
export class LatencyColumns {
  private readonly groups = new Map<string, Group>();

  add({ scenario, model, start, trial, latencyMs, lateMs, dueMs, items, atMs }: LatencySample): void {
    const key = `${scenario}/${model}/${start}/${trial}`;
    let group = this.groups.get(key);
    if (!group) {
      const columns = { latencies: new Column(), lateness: new Column(), due: new Column(), at: new Column() };
      group = { scenario, model, start, trial, ...columns, items: 0 };
      this.groups.set(key, group);
    }
    group.latencies.push(latencyMs);
    // Only `server` schedules: a column of zeros is not kept.
    if (scenario === 'server') group.lateness.push(lateMs);
    if (scenario === 'server' && dueMs !== undefined) group.due.push(dueMs);
    if (atMs !== undefined && scenario !== 'server' && model === 'submission') group.at.push(atMs);
    group.items += items;
  }

  /**
   * The same without queries that overlap one of `stretches`: what a disturbed machine answered is void, not averaged in. The clock alone decides, never
   * the latency. Trials of `server` stay whole: a search cannot be judged by a part of its queries.
   */
  without(stretches: readonly Stretch[]): LatencyColumns {
    const kept = new LatencyColumns();
    for (const [key, group] of this.groups) kept.groups.set(key, undisturbed(group, stretches));
    return kept;
  }

  /** In order of start and trial. */
  of(scenario: Scenario, model: LatencySample['model']): TimedQueries[] {
    return [...this.groups.values()]
      .filter((group) => group.scenario === scenario && group.model === model && group.latencies.view.length > 0)
      .sort((a, b) => a.start - b.start || a.trial - b.trial)
      .map(({ start, trial, latencies, lateness, due, items }) => ({
        start,
        trial,
        latenciesMs: latencies.view,
        latenessMs: lateness.view,
        dueMs: due.view,
        items,
      }));
  }

  /** Timed queries of all scenarios, starts and models. */
  get queries(): number {
    return [...this.groups.values()].reduce((sum, group) => sum + group.latencies.view.length, 0);
  }

  get scenarios(): Scenario[] {
    return [...new Set([...this.groups.values()].map((group) => group.scenario))];
  }
}
