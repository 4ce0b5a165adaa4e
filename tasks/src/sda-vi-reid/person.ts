import type { Random } from '@paretoboard/sdk/random.js';

/** A pattern of cloth: its value at a place, in [−1, 1]. */
export const patterns = ['plain', 'stripes', 'checks', 'dots', 'gradient', 'blotches'] as const;

export interface Cloth {
  readonly pattern: (typeof patterns)[number];
  /** Of stripes and checks, in radians. */
  readonly angle: number;
  /** Periods along the height of a person. */
  readonly frequency: number;
  /** Seen in colour alone: hue in [0, 1), drawn apart from everything else. */
  readonly hue: number;
}

/** Somebody: what shows in both modalities, but for the hues. Lengths are shares of the person's height. */
export interface Person {
  readonly shoulders: number;
  readonly hips: number;
  readonly legs: number;
  /** Where the garments end: collar, waist, trouser or skirt. */
  readonly edges: readonly [collar: number, waist: number, hem: number];
  readonly upper: Cloth;
  readonly lower: Cloth;
  readonly bag: { readonly at: number; readonly size: number; readonly hue: number } | null;
}

export interface FrequencyRange {
  readonly lowest: number;
  readonly highest: number;
}

const bagShare = 0.4;

function drawCloth(random: Random, { lowest, highest }: FrequencyRange): Cloth {
  return {
    pattern: patterns[random.integer(patterns.length)]!,
    angle: random.uniform(0, Math.PI),
    frequency: random.uniform(lowest, highest),
    hue: random.uniform(),
  };
}

/** @param frequencies of the cloth in this place */
export function drawPerson(random: Random, frequencies: FrequencyRange): Person {
  return {
    shoulders: random.uniform(0.13, 0.21),
    hips: random.uniform(0.1, 0.17),
    legs: random.uniform(0.035, 0.065),
    edges: [random.uniform(0.15, 0.19), random.uniform(0.42, 0.58), random.uniform(0.68, 0.95)],
    upper: drawCloth(random, frequencies),
    lower: drawCloth(random, frequencies),
    bag:
      random.uniform() < bagShare
        ? { at: random.uniform(0.3, 0.6), size: random.uniform(0.06, 0.12), hue: random.uniform() }
        : null,
  };
}

/** Value of a cloth's pattern at a place in shares of the person's height, in [−1, 1]. */
export function patternAt({ pattern, angle, frequency }: Cloth, x: number, y: number): number {
  const turn = 2 * Math.PI * frequency;
  const [along, across] = [x * Math.cos(angle) + y * Math.sin(angle), y * Math.cos(angle) - x * Math.sin(angle)];
  switch (pattern) {
    case 'plain':
      return 0;
    case 'stripes':
      return Math.sin(turn * along) > 0 ? 1 : -1;
    case 'checks':
      return Math.sin(turn * along) * Math.sin(turn * across) > 0 ? 1 : -1;
    case 'dots':
      return Math.cos(turn * along) + Math.cos(turn * across) > 1 ? 1 : -0.3;
    case 'gradient':
      return Math.sin(0.25 * turn * along);
    case 'blotches':
      return Math.sin(0.7 * turn * x + 2 * Math.sin(0.5 * turn * y + angle));
  }
}

/** How lively a pattern is, in [0, 1]: what warmth follows. */
export const patternEnergy: Readonly<Record<Cloth['pattern'], number>> = {
  plain: 0,
  gradient: 0.25,
  dots: 0.45,
  blotches: 0.6,
  stripes: 0.85,
  checks: 1,
};
