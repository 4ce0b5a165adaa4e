import type { BudgetUse } from '@paretoboard/contract/budget.js';
import type { Profile } from '@paretoboard/contract/profile.js';
import type { Reason } from '@paretoboard/contract/reason.js';
import type { Check } from '@paretoboard/contract/record.js';
import type { TaskDefinition } from '@paretoboard/contract/task.js';
import { type Findings, ownLatencies } from './findings.js';
import type { LatencyPass } from './latency-pass.js';

/** More than any memory moves today: a query faster than this did not read its input. */
const fastestMemoryBytesPerMs = 1e10;

export interface CheckOptions {
  readonly findings: Findings;
  readonly definition: TaskDefinition;
  readonly profile: Profile;
  /** Input bytes of one timed query. */
  readonly queryBytes: number;
}

function timedOutputs(latency: LatencyPass, tolerance: number): Check {
  const { compared, different, largestDifference } = latency;
  return {
    id: 'timed-outputs-match',
    ok: compared > 0 && different === 0,
    message: `${compared} timed answers to unchanged test items compared with the accuracy pass: ${different} differ by more than ${tolerance} (largest ${largestDifference.toExponential(2)})`,
  };
}

function floor(latencies: readonly number[], queryBytes: number): Check {
  const floorMs = queryBytes / fastestMemoryBytesPerMs;
  const fastestMs = latencies.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  return {
    id: 'above-physical-floor',
    ok: fastestMs > floorMs,
    message: `fastest query ${fastestMs.toPrecision(3)} ms, floor ${floorMs.toExponential(1)} ms`,
  };
}

/** The checks that a run reached; a check that was not reached is not there, and its run has a reason. */
export function runChecks({ findings, definition, profile, queryBytes }: CheckOptions): Check[] {
  const { passes, latency } = findings;
  const checks: Check[] = [];
  if (passes.length > 0) {
    const answers = passes.reduce((sum, pass) => sum + pass.answers.length, 0);
    checks.push({
      id: 'outputs-well-formed',
      ok: true,
      message: `names, dtypes, shapes and finiteness of ${answers} answers`,
    });
  }
  if (latency) {
    const message = `each window at least ${profile.minimumWindowMs} ms and ${profile.minimumQueries} queries`;
    checks.push(timedOutputs(latency, definition.timing.tolerance), {
      id: 'window-complete',
      ok: latency.windowsReachedMinimum,
      message,
    });
  }
  const latencies = ownLatencies(findings);
  if (latencies.length > 0) checks.push(floor(latencies, queryBytes));
  return checks;
}

const consequences: Readonly<Record<string, Pick<Reason, 'code' | 'remedy'>>> = {
  'timed-outputs-match': {
    code: 'timed-output-mismatch',
    remedy: 'Answer timed queries exactly as untimed ones; do not cache or skip work.',
  },
  'window-complete': { code: 'timeout', remedy: 'Answer faster, so that the window holds enough queries.' },
  'above-physical-floor': {
    code: 'below-floor',
    remedy: 'No machine is that fast: the answer cannot depend on the input.',
  },
};
const unnamed: Pick<Reason, 'code' | 'remedy'> = {
  code: 'wrong-output',
  remedy: 'See the check of this name in the record.',
};

/** All that speaks against `VALID`. */
export function reasonsAgainst(findings: Findings, checks: readonly Check[], budgets: readonly BudgetUse[]): Reason[] {
  const failedChecks = checks
    .filter((check) => !check.ok)
    .map((check) => ({ ...(consequences[check.id] ?? unnamed), message: check.message }));
  const exceeded = budgets
    .filter((budget) => !budget.ok)
    .map((budget) => ({
      code: 'budget-exceeded' as const,
      message: `${budget.id}: ${budget.used} of ${budget.limit} ${budget.unit}`,
      remedy: 'Stay within the budget of the task.',
    }));
  return [...findings.reasons, ...failedChecks, ...exceeded];
}
