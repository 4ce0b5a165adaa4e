import type { SmokeOutcome } from '@paretoboard/contract/smoke.js';
import type { Problem } from '@paretoboard/tasks/manifest/problem.js';
import { table } from '../table.js';
import type { CheckOutcome } from './check-submission.js';

/** One problem on two lines: what is wrong where, and what to do. */
export function problemLines({ path, message, remedy }: Problem): string[] {
  return [`${path || '(root)'}: ${message}`, `    ${remedy}`];
}

function figure(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(3)));
}

function smokeLines({ training, answers, repeated, budgets, log, reason }: SmokeOutcome): string[] {
  const trained =
    training &&
    `trained on ${training.rows} rows (${training.served} served) in ${figure(training.wallSeconds)} s, artefact ${training.artefactBytes} bytes`;
  const answered =
    answers &&
    `answered ${answers.items} items: load ${figure(answers.loadMs)} ms, first ${figure(answers.firstCallMs)} ms, slowest ${figure(answers.slowestCallMs)} ms, at most ${answers.outputBytes} bytes`;
  const again =
    repeated && `asked again: largest difference ${figure(repeated.difference)}, tolerance ${repeated.tolerance}`;
  const rows = budgets.map(({ id, unit, used, limit, expected }) => [
    `${id} (${unit})`,
    figure(used),
    figure(expected),
    figure(limit),
    used === null ? '–' : `${figure((100 * (expected ?? used)) / limit)} %`,
  ]);
  return [
    ...[trained, answered, again].filter((line) => line !== null),
    ...(rows.length === 0 ? [] : [table(['BUDGET', 'USED', 'ON ALL ROWS, ABOUT', 'LIMIT', 'SHARE'], rows)]),
    ...(reason === null || log === '' ? [] : ['What it wrote, at the end:', log.trimEnd()]),
  ];
}

/** The outcome of a check as a person reads it. */
export function checkText({ ok, problems, warnings, smoke }: CheckOutcome): string {
  return [
    ...problems.flatMap(problemLines),
    ...(warnings.length === 0 ? [] : ['Worth knowing:', ...warnings.flatMap(problemLines)]),
    ...(smoke ? smokeLines(smoke) : []),
    ok ? 'ok' : `${problems.length} problem${problems.length === 1 ? '' : 's'}`,
  ].join('\n');
}
