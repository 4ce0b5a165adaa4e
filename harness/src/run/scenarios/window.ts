import { type Profile, percentileFloor } from '@paretoboard/contract/profile.js';

/**
 * When a timed window may stop: least duration AND least number of queries AND, where the figure will be ranked, the number that defends a p99
 * (MLPerf: a run ends only when both its duration and its query count are met). At the maximum it stops in any case.
 */
export class Window {
  private readonly begunMs = performance.now();
  /** So far. */
  queries = 0;

  constructor(private readonly profile: Profile) {}

  /** @param queries that have been answered since the last call @returns whether to stop */
  done(queries: number): boolean {
    this.queries += queries;
    const elapsedMs = performance.now() - this.begunMs;
    if (elapsedMs >= this.profile.maximumWindowMs) return true;
    const tail = this.profile.waitsForTail ? percentileFloor.p99 : 0;
    return this.hasReached(elapsedMs, this.profile.minimumQueries) && this.queries >= tail;
  }

  /** Whether what it holds can be counted. */
  get reachedMinimum(): boolean {
    return this.hasReached(performance.now() - this.begunMs, this.profile.acceptedQueries);
  }

  private hasReached(elapsedMs: number, queries: number): boolean {
    return elapsedMs >= this.profile.minimumWindowMs && this.queries >= queries;
  }
}
