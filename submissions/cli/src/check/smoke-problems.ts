import { smokeRun } from '@paretoboard/baselines/smoke-run.js';
import type { SmokeOutcome } from '@paretoboard/contract/smoke.js';
import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import { type Problem, problem } from '@paretoboard/tasks/manifest/problem.js';
import type { CheckedSubmission } from './kind-check.js';

export interface Smoke {
  readonly problems: Problem[];
  readonly warnings: Problem[];
  readonly outcome: SmokeOutcome;
}

/** Where in the manifest the cause of a failed try-out lies. */
function placeOf({ kind, division }: SubmissionManifest): string {
  if (division === 'pre-trained' && kind !== 'tfjs-module' && kind !== 'process') return 'artefact';
  return kind === 'process' ? 'command' : 'entry';
}

function repeatedProblems({ repeated }: SmokeOutcome, place: string): Problem[] {
  if (!repeated || repeated.ok) return [];
  const { difference, tolerance } = repeated;
  return [
    problem(
      place,
      `the same answer to the same item within ${tolerance}`,
      `a difference of ${difference.toPrecision(3)} when it was asked again by another process in another order`,
      'Fix every seed at inference and keep no state between queries; a method that samples says `"declared": {"stochastic": true}`.',
    ),
  ];
}

/** What all rows would take is a guess, so it is no problem, but worth knowing before a run is spent. */
function budgetWarnings({ budgets }: SmokeOutcome): Problem[] {
  const tight = budgets.filter(({ expected, limit }) => expected !== null && expected > limit);
  return tight.map(({ id, expected, limit, unit }) => ({
    path: id,
    message: `about ${Number(expected!.toPrecision(2))} ${unit} on the whole surrogate, if all rows are gone over as often; the limit is ${limit} ${unit}`,
    remedy: 'Ask context.remaining() while training, and end in time.',
  }));
}

/** A method that trains for a number of steps, not of rows, may not be done with a few rows in seconds: that is no problem. */
export async function smokeProblems(submission: CheckedSubmission, signal: AbortSignal): Promise<Smoke> {
  const { folder, manifest } = submission;
  const outcome = await smokeRun(folder, manifest.task, signal);
  const { reason } = outcome;
  const place = placeOf(manifest);
  const repeated = repeatedProblems(outcome, place);
  const warnings = budgetWarnings(outcome);
  if (reason === null) return { problems: repeated, warnings, outcome };
  const message = `${reason.code}: ${reason.message}`;
  const found = { path: place, message, remedy: reason.remedy };
  return reason.code === 'budget-exceeded'
    ? { problems: [], warnings: [...warnings, { ...found, message: `not tried out to the end: ${message}` }], outcome }
    : { problems: [found, ...repeated], warnings, outcome };
}
