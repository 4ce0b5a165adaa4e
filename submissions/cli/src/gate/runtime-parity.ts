import { compareRuntimes, type RuntimeParity } from '@paretoboard/baselines/runtime-parity.js';
import type { GateCheck, GateResult } from './gate-check.js';

/**
 * Answers of one artefact on each runtime. A runtime that lacks an operation is named and passes: whoever asks for it is told so by the run. At least
 * one other than the first must have answered.
 */
export function judgeParity({ fails, runtimes }: RuntimeParity, tolerance: number): GateResult {
  const id = 'runtime-parity';
  if (fails !== null) return { id, ok: false, message: `the paper's method did not train: ${fails}` };
  const [first, ...others] = runtimes;
  const compared = others.filter(({ largest }) => largest !== null);
  const found = others.map(({ runtime, largest, reason }) =>
    largest === null ? `${runtime} did not answer: ${reason}` : `${runtime} ${largest.toExponential(1)}`,
  );
  return {
    id,
    ok: compared.length > 0 && compared.every(({ largest }) => largest! <= tolerance),
    message: `${first?.items ?? 0} items, largest difference to ${first?.runtime ?? 'nothing'}: ${found.join(', ') || 'no other runtime is available'}; tolerance ${tolerance}`,
  };
}

/** The paper's method answers alike on every runtime of this machine, within the task's tolerance. */
export const runtimeParity: GateCheck = async ({ task: { definition }, signal, note }) => {
  note('runtimes: train the method on some rows, and have each runtime answer from its artefact');
  return [judgeParity(await compareRuntimes(definition.id, definition.id, signal), definition.timing.tolerance)];
};
