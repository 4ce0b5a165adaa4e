import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';

/** @typedef {{id: string, unit: string, ours: number | null, theirs: number | null, ratio: number | null, goal: string, ok: boolean | null, reason?: string, detail?: object}} Result */

export const rounded = (value) => (value === null ? null : Number(value.toPrecision(4)));

/**
 * One comparison: `ours` against `theirs`, in `unit`, at most `goal` times as much. `ratio`: of neighbours, where that is steadier than of both figures.
 * @returns {Result}
 */
export function atMost(goal, { id, unit, ours, theirs, detail, ratio = ours / theirs }) {
  const common = { id, unit, ours: rounded(ours), theirs: rounded(theirs), ratio: rounded(ratio) };
  return { ...common, goal: `ratio ≤ ${goal}`, ok: ratio <= goal, ...(detail ? { detail } : {}) };
}

/** A figure with a limit of its own: `theirs` is the limit. @returns {Result} */
export function within(limit, { id, unit, ours, detail }) {
  const common = { id, unit, ours: rounded(ours), theirs: limit, ratio: rounded(ours / limit) };
  return { ...common, goal: `≤ ${limit} ${unit}`, ok: ours <= limit, ...(detail ? { detail } : {}) };
}

/** A figure without a goal, shown beside the others. @returns {Result} */
export function shown({ id, unit, ours, theirs = null, detail }) {
  const ratio = theirs === null ? null : rounded(ours / theirs);
  const common = { id, unit, ours: rounded(ours), theirs: rounded(theirs), ratio };
  return { ...common, goal: 'shown', ok: null, ...(detail ? { detail } : {}) };
}

/** What could not be measured, and why. @returns {Result} */
export function notMeasured(id, reason) {
  return { id, unit: '', ours: null, theirs: null, ratio: null, goal: 'shown', ok: null, reason };
}

/** Prints a result as one line. @param {Result} result */
export function print({ id, unit, ours, theirs, ratio, goal, ok, reason, detail }) {
  const verdict = ok === null ? '' : ok ? ': yes' : ': NO';
  const figures = ours === null ? `not measured: ${reason}` : `${ours} ${unit}`;
  const beside = theirs === null ? '' : ` beside ${theirs} ${unit}, ratio ${ratio}`;
  console.log(`${id}: ${figures}${beside}; ${goal}${verdict}${detail ? ` ${JSON.stringify(detail)}` : ''}`);
}

/** Writes the document that `--out` asks for. @param {Result[]} results @returns {number} exit status */
export function finish(results, out) {
  const machine = { node: process.version, processor: cpus()[0]?.model ?? null, cores: cpus().length };
  const report = { machine, loadAverage: loadavg()[0], results };
  if (out !== undefined) {
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, `${JSON.stringify(report, null, 2)}\n`);
  }
  return results.some(({ ok }) => ok === false) ? 1 : 0;
}
