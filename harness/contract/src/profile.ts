import { z } from 'zod';
import { type Scenario, scenarioSchema } from './scenario.js';

export const profileNameSchema = z.enum(['quick', 'full', 'audit']);
export type ProfileName = z.infer<typeof profileNameSchema>;

/** A profile changes starts, windows and the number of seeds, never the recipe. Only `full` and `audit` are ranked. */
export interface Profile {
  readonly name: ProfileName;
  readonly starts: number;
  readonly minimumWindowMs: number;
  readonly maximumWindowMs: number;
  readonly minimumQueries: number;
  /** A window that its maximum ended counts with so many: percentiles that need more stay empty. */
  readonly acceptedQueries: number;
  /** A window goes on until it can defend a p99, or until its maximum: only where the figure will be ranked. */
  readonly waitsForTail: boolean;
  /** Which of the task's scenarios are run unless some are asked for. */
  readonly scenarios: readonly Scenario[];
  /** One trial of the search for the highest rate in `server`. */
  readonly minimumTrialMs: number;
  readonly maximumTrialMs: number;
  readonly seeds: number;
  readonly ranked: boolean;
}

/**
 * `full` has 6 starts: exact Mann-Whitney can then separate under Holm with 23 comparisons. 64 queries are the floor of a
 * defensible p90 at 99 % confidence (MLPerf early stopping), 11 of a p50: `quick` lets a slow model pass with these; `audit` has MLPerf's 600 s windows.
 */
export const profiles: Record<ProfileName, Profile> = {
  quick: {
    name: 'quick',
    starts: 2,
    minimumWindowMs: 1_000,
    maximumWindowMs: 15_000,
    minimumQueries: 64,
    acceptedQueries: 11,
    waitsForTail: false,
    scenarios: ['single-stream', 'offline'],
    minimumTrialMs: 500,
    maximumTrialMs: 5_000,
    seeds: 3,
    ranked: false,
  },
  full: {
    name: 'full',
    starts: 6,
    minimumWindowMs: 10_000,
    maximumWindowMs: 60_000,
    minimumQueries: 64,
    acceptedQueries: 64,
    waitsForTail: true,
    scenarios: scenarioSchema.options,
    minimumTrialMs: 2_000,
    maximumTrialMs: 20_000,
    seeds: 6,
    ranked: true,
  },
  audit: {
    name: 'audit',
    starts: 6,
    minimumWindowMs: 600_000,
    maximumWindowMs: 1_200_000,
    minimumQueries: 64,
    acceptedQueries: 64,
    waitsForTail: true,
    scenarios: scenarioSchema.options,
    minimumTrialMs: 60_000,
    maximumTrialMs: 600_000,
    seeds: 6,
    ranked: true,
  },
};

/** Defensible percentiles need this many queries in each start at 99 % confidence (MLPerf early stopping, t = 1). */
export const percentileFloor = { p50: 11, p90: 64, p95: 130, p99: 662 } as const;
