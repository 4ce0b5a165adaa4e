export interface TriedRate {
  readonly ratePerSecond: number;
  readonly met: boolean;
}

export interface SearchLimits {
  /** Where the search begins, queries a second. */
  readonly first: number;
  /** Lowest rate at which the longest window still defends a p99. */
  readonly lowest: number;
  readonly highest: number;
}

/** The search ends when the lowest failing rate is within this factor of the highest that met the bound. */
export const searchPrecision = 1.05;
const bracketFactor = 2;
/** A machine that answers differently each time must not search for ever. */
export const mostTrials = 16;

/** The highest rate that met the bound; null: none did. */
export function highestMet(tried: readonly TriedRate[]): number | null {
  const met = tried.filter((one) => one.met).map((one) => one.ratePerSecond);
  return met.length > 0 ? Math.max(...met) : null;
}

/**
 * The next rate to try: doubled or halved until one rate meets the bound and one does not, then the geometric middle of the two.
 * @returns null when the search is over
 */
export function nextRate(tried: readonly TriedRate[], { first, lowest, highest }: SearchLimits): number | null {
  const within = (rate: number): number => Math.min(highest, Math.max(lowest, rate));
  if (tried.length === 0) return within(first);
  if (tried.length >= mostTrials) return null;
  const met = highestMet(tried);
  if (met === null) {
    const least = Math.min(...tried.map((one) => one.ratePerSecond));
    return least <= lowest ? null : within(least / bracketFactor);
  }
  // A lower rate may fail by a disturbance that a higher one did not meet: only failures above count.
  const failed = tried.filter((one) => !one.met && one.ratePerSecond > met).map((one) => one.ratePerSecond);
  if (failed.length === 0) return met >= highest ? null : within(met * bracketFactor);
  const least = Math.min(...failed);
  return least / met <= searchPrecision ? null : Math.sqrt(met * least);
}
