import type { ConformanceCheck, ConformanceReport } from '@paretoboard/contract/wire-conformance.js';
import { SubmissionFailure } from '../../sandbox/submission-failure.js';
import { Bench } from './bench.js';
import { endingCases } from './cases/ending.js';
import { errorCases } from './cases/errors.js';
import { frameCases } from './cases/frames.js';
import { queryCases } from './cases/queries.js';
import { startCases } from './cases/start.js';
import { trainingCases } from './cases/training.js';
import { type ConformanceCase, Nonconformance } from './conformance-case.js';
import type { Speaker } from './speaker.js';
import type { ConformanceSubject } from './subject.js';

/** All cases, each after those that it needs. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...startCases,
  ...trainingCases,
  ...queryCases,
  ...frameCases,
  ...errorCases,
  ...endingCases,
];

/** Of what a speaker printed before it failed: the end of a traceback. */
const mostLastWords = 800;

function messageOf(error: unknown): string {
  if (error instanceof SubmissionFailure) return `${error.code}: ${error.message}`;
  if (error instanceof Nonconformance) return error.message;
  throw error;
}

function checkOf(bench: Bench, { id, passes, remedy, run }: ConformanceCase): ConformanceCheck {
  const before = bench.printed.length;
  try {
    run(bench);
    return { id, ok: true, message: passes, remedy: '' };
  } catch (error) {
    const said = messageOf(error);
    bench.drop();
    const lastWords = bench.printed.slice(before).trimEnd().slice(-mostLastWords);
    const message = lastWords === '' ? said : `${said}\n${lastWords}`;
    return { id, ok: false, message, remedy };
  }
}

/** A case and all that it builds on. */
function withNeeds(ids: readonly string[]): Set<string> {
  const wanted = new Set(ids);
  for (const { id, needs } of conformanceCases.toReversed())
    if (wanted.has(id)) for (const need of needs) wanted.add(need);
  return wanted;
}

/**
 * Holds a program to docs/wire.md, case by case, in as many processes as that takes. Blocks.
 * @param scratchFolder empty; what lies there afterwards is of no use
 * @param only ids of cases to try, with those that they need; missing: all
 * @throws Error on a failure of ours
 */
export function runConformance(
  speaker: Speaker,
  subject: ConformanceSubject,
  scratchFolder: string,
  only?: readonly string[],
): ConformanceReport {
  const bench = new Bench(speaker, subject, scratchFolder);
  const checks: ConformanceCheck[] = [];
  const notTried: string[] = [];
  // A speaker that brings its artefact is not asked to train: what builds on a training builds on that.
  const skips = ({ needs, appliesTo }: ConformanceCase): boolean =>
    needs.some((need) => notTried.includes(need) && !(need === 'training.whole' && bench.isTrained)) ||
    checks.some((check) => !check.ok && needs.includes(check.id)) ||
    (appliesTo !== undefined && !appliesTo(bench));
  try {
    const wanted = only && withNeeds(only);
    for (const one of conformanceCases) {
      if (wanted && !wanted.has(one.id)) continue;
      if (skips(one)) {
        notTried.push(one.id);
        continue;
      }
      checks.push(checkOf(bench, one));
    }
  } finally {
    bench.drop();
  }
  return { ok: checks.every(({ ok }) => ok), interaction: bench.interaction.id, checks, notTried };
}
