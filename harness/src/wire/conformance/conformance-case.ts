import type { Bench } from './bench.js';

/** A speaker does not do what a case asks of it. */
export class Nonconformance extends Error {
  override readonly name = 'Nonconformance';
}

/** One thing that docs/wire.md asks of a speaker. */
export interface ConformanceCase {
  /** `family.name`. */
  readonly id: string;
  /** What a speaker that passes does. */
  readonly passes: string;
  /** What to do if it does not. */
  readonly remedy: string;
  /** Cases without which this one says nothing. */
  readonly needs: readonly string[];
  /** Missing: always. */
  appliesTo?(bench: Bench): boolean;
  /** @throws Nonconformance, SubmissionFailure */
  run(bench: Bench): void;
}
