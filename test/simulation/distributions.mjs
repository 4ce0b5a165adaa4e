// Where simulated measurements come from. `random` is a seeded Random of the SDK.

/** Medians of process starts, in ms: a level, a spread between starts, and one start in ten that is slower by up to tens of per cent. */
export const startModels = {
  'log-normal': (random, level, spread) => level * Math.exp(random.normal(0, spread)),
  skewed: (random, level, spread) => {
    const late = random.uniform() < 0.1 ? -4 * spread * Math.log(1 - random.uniform()) : 0;
    return level * Math.exp(random.normal(0, spread) + late);
  },
};

export function starts(random, model, level, spread, count) {
  return Float64Array.from({ length: count }, () => startModels[model](random, level, spread));
}

/** How easy each test item is, as a normal score; methods share the test set, so they share this. */
export function difficulties(random, count) {
  return Float64Array.from({ length: count }, () => random.normal());
}

/** Standard deviations of what decides a hit: how easy the item is for all, what one method likes about it, the luck of one training on it. */
export const scoreSpreads = { ease: 1, taste: 0.7, luck: 0.4 };

/**
 * Outcomes of one method on the items, by seed: it hits where the sum of all scores is positive. `seedSpread` moves a whole training; at 0 the method is
 * deterministic.
 */
export function outcomes(random, ease, { ability, seedSpread, seeds }) {
  const own = ease.map((value) => value + random.normal(0, scoreSpreads.taste));
  return Array.from({ length: seeds }, () => {
    const shift = ability + random.normal(0, seedSpread);
    const luck = () => (seedSpread === 0 ? 0 : random.normal(0, scoreSpreads.luck));
    return own.map((value) => Number(value + shift + luck() > 0));
  });
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Names of items by their number: every method of a simulation answers the same ones. */
const unitsOf = new Map();

/** The same as `itemEvidence` makes from a record's file. */
export function evidence(bySeed) {
  const items = new Float64Array(bySeed[0].length);
  for (const seed of bySeed) for (let item = 0; item < items.length; item += 1) items[item] += seed[item];
  for (let item = 0; item < items.length; item += 1) items[item] /= bySeed.length;
  const isSteady = bySeed.every((seed) => seed.every((value, item) => value === bySeed[0][item]));
  if (!unitsOf.has(items.length))
    unitsOf.set(
      items.length,
      Array.from(items, (_, item) => `item-${item}`),
    );
  const units = unitsOf.get(items.length);
  return { units, items, seeds: Float64Array.from(bySeed, mean), isSteady };
}
