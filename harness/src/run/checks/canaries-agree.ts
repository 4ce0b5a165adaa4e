import { binomialCdf } from '../../statistics/binomial.js';
import type { RunCheck } from './run-check.js';

/** A disguise may cost an honest method a little: only a larger loss, beyond chance, speaks against it. */
export const canaryRule = { largestLoss: 0.1, risk: 0.001 } as const;

export const canariesAgree: RunCheck = {
  id: 'canaries-agree',
  shows: `Test items in a disguise that keeps their label were answered about as well as the published ones: not worse by more than ${100 * canaryRule.largestLoss} points with p ≤ ${canaryRule.risk} (exact sign test, one-sided).`,
  code: 'canary-mismatch',
  remedy: 'Learn the problem, not the published test items: nothing may depend on the exact bytes of an input.',
  judge: ({ findings: { conduct } }) => {
    const leg = conduct?.canaries;
    if (!leg) return null;
    const loss = leg.originals - leg.disguised;
    // Chance of so few items that are right only in disguise, were both equally likely.
    const p = binomialCdf(leg.onlyDisguised, leg.onlyOriginal + leg.onlyDisguised, 0.5);
    const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
    return {
      ok: loss <= canaryRule.largestLoss || p > canaryRule.risk,
      message: `${leg.items} test items, as published ${percent(leg.originals)}, disguised ${percent(leg.disguised)}; right only as published ${leg.onlyOriginal}, only disguised ${leg.onlyDisguised} (p ${p.toPrecision(2)})`,
    };
  },
};
