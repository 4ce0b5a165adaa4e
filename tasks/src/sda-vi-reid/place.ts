import type { FrequencyRange } from './person.js';

/** What a data set's pictures have in common: the shift from source to target. */
export interface PlaceStyle {
  /** Broad bands, as of walls and floors, or soft spots, as of bushes. */
  readonly background: 'bands' | 'spots';
  readonly gamma: number;
  readonly contrast: number;
  readonly frequencies: FrequencyRange;
  /** How often an infrared picture is smoothed by a 3 × 3 mean. */
  readonly infraredBlurs: number;
}

/** Fixed before the first training. */
export const styles = {
  source: {
    background: 'bands',
    gamma: 1,
    contrast: 1,
    frequencies: { lowest: 3, highest: 7 },
    infraredBlurs: 1,
  },
  target: {
    background: 'spots',
    gamma: 1.5,
    contrast: 0.75,
    frequencies: { lowest: 4, highest: 9 },
    infraredBlurs: 2,
  },
} as const satisfies Readonly<Record<string, PlaceStyle>>;
