import type { Check } from '@paretoboard/contract/record.js';

/** A finding of the verifier: what was expected, what was found. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
}

export function fail(message: string): never {
  throw new VerificationError(message);
}

/** A check that turns any error on its way into a failed check, never into a crash of the verifier. */
export async function check(id: string, body: () => Promise<string> | string): Promise<Check> {
  try {
    return { id, ok: true, message: await body() };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Relative difference up to which a recomputed figure counts as equal: sums in another order. */
const tolerance = 1e-9;

export function closeTo(a: number, b: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Fails, naming `what`, unless a recorded figure is the recomputed one. */
export function expectFigure(what: string, recorded: number | null, recomputed: number | null): void {
  const same = recorded === null || recomputed === null ? recorded === recomputed : closeTo(recorded, recomputed);
  if (!same) fail(`${what}: recomputed ${recomputed}, recorded ${recorded}`);
}
