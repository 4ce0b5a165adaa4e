import type { CheckCode } from './check-codes.js';

/**
 * `contradiction`: no figures that round to the printed ones can satisfy the relation.
 * `suspicion`: possible, but unlikely to be more than a copying slip.
 * `rounding`: the printed figures do not give the printed result, but what they were rounded or cut off from may.
 */
export type Severity = 'contradiction' | 'suspicion' | 'rounding';

/** What one check has to say about one relation. */
export interface Verdict {
  readonly severity: Severity;
  /** Both sides and the tolerance of rounding: `87.56 - 75.37 = 12.19, within [12.18, 12.2]; printed 14.44`. */
  readonly arithmetic: string;
}

/** What fails a relation that is no more than very likely, is no more than suspicious. */
export function atMost(severity: 'suspicion' | undefined, verdict: Verdict | null): Verdict | null {
  return verdict?.severity === 'contradiction' && severity ? { ...verdict, severity } : verdict;
}

/** Printed figures that contradict each other. */
export interface Finding extends Verdict {
  readonly check: CheckCode;
  /** What the paper says, in our words. */
  readonly says: string;
  /** Where it says so: `Table 3, row Ours, F1`. */
  readonly where: string;
  /** Printed tables that take part: `Table 3`. */
  readonly tables: readonly string[];
  /** Printed figures that take part. */
  readonly figures: readonly number[];
}

/** What one check came to: null where nothing speaks against the figures. */
export type Outcome = Finding | null;
