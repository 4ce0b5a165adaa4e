import type { PrivacyDeclaration } from '@paretoboard/contract/privacy.js';
import { renyiDivergence } from './renyi-accountant.js';

/** Opacus's orders, and four larger ones for much noise. */
export const orders: readonly number[] = [
  ...Array.from({ length: 99 }, (_, index) => 1 + (index + 1) / 10),
  ...Array.from({ length: 53 }, (_, index) => 11 + index),
  128,
  256,
  512,
  1_024,
];

/** ε at δ from a Rényi divergence (Balle et al. 2020, theorem 21; Canonne et al. 2020, proposition 12). */
function epsilonOf(order: number, divergence: number, delta: number): number {
  return divergence + Math.log1p(-1 / order) - (Math.log(delta) + Math.log(order)) / (order - 1);
}

/**
 * ε of (ε, δ)-differential privacy of a training that did what it declares: DP-SGD with Poisson sampling, noise σ · clip on the sum of clipped gradients.
 * The clipping norm does not enter. Never below 0.
 */
export function nominalEpsilon({ sigma, q, steps, delta }: Omit<PrivacyDeclaration, 'clip'>): number {
  if (steps === 0) return 0;
  const bounds = orders.map((order) => epsilonOf(order, steps * renyiDivergence(order, sigma, q), delta));
  return Math.max(0, Math.min(...bounds));
}
