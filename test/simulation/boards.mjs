// Simulated boards: how often the ranking tells equal rows apart, and how much of real differences it finds.
import { testAccuracy, testStarts } from '@paretoboard/harness/ranking/pair-test.js';
import { rankRows } from '@paretoboard/harness/ranking/rank-rows.js';
import { holm } from '@paretoboard/harness/statistics/multiplicity.js';
import { mean, median } from '@paretoboard/harness/statistics/sample.js';
import { Random } from '@paretoboard/sdk/random.js';
import { difficulties, evidence, outcomes, starts } from './distributions.mjs';

const startCount = 6;
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** Boards of latency. `levels`: true speed of each row; `spreads` are dealt to the rows in turn. */
const latencyBoards = [
  { name: '5 equal rows', levels: times(5, () => 1), spreads: [0.03], model: 'log-normal' },
  { name: '24 equal rows', levels: times(24, () => 1), spreads: [0.03], model: 'log-normal' },
  { name: '5 equal rows, skewed starts', levels: times(5, () => 1), spreads: [0.03], model: 'skewed' },
  { name: '24 equal rows, skewed starts', levels: times(24, () => 1), spreads: [0.03], model: 'skewed' },
  { name: '5 equal rows, spreads 2 % and 4 %', levels: times(5, () => 1), spreads: [0.02, 0.04], model: 'skewed' },
  { name: '24 equal rows, spreads 2 % and 4 %', levels: times(24, () => 1), spreads: [0.02, 0.04], model: 'skewed' },
  { name: '5 equal rows, spreads 1 % and 5 %', levels: times(5, () => 1), spreads: [0.01, 0.05], model: 'skewed' },
  { name: '24 equal rows, spreads 1 % and 5 %', levels: times(24, () => 1), spreads: [0.01, 0.05], model: 'skewed' },
  { name: '12 pairs of equal rows', levels: times(24, (row) => 1.5 ** (row >> 1)), spreads: [0.03], model: 'skewed' },
  {
    name: '4 groups of 6, 5 % apart',
    levels: times(24, (row) => 1.05 ** Math.floor(row / 6)),
    spreads: [0.03],
    model: 'skewed',
  },
  { name: '5 rows, 5 % apart', levels: times(5, (row) => 1.05 ** row), spreads: [0.03], model: 'skewed' },
  { name: '5 rows, 10 % apart', levels: times(5, (row) => 1.1 ** row), spreads: [0.03], model: 'skewed' },
  { name: '24 rows, 5 % apart', levels: times(24, (row) => 1.05 ** row), spreads: [0.03], model: 'skewed' },
  { name: '24 rows, 10 % apart', levels: times(24, (row) => 1.1 ** row), spreads: [0.03], model: 'skewed' },
  { name: '24 rows, 20 % apart', levels: times(24, (row) => 1.2 ** row), spreads: [0.03], model: 'skewed' },
];

/** Boards of accuracy on 432 shared items. `levels`: ability; a seed moves a training by `seedSpread`. */
const accuracyBoards = [
  { name: '5 equal rows, steady', levels: times(5, () => 1.2), seedSpread: 0 },
  { name: '24 equal rows, steady', levels: times(24, () => 1.2), seedSpread: 0 },
  { name: '5 equal rows, seeds vary', levels: times(5, () => 1.2), seedSpread: 0.15 },
  { name: '24 equal rows, seeds vary', levels: times(24, () => 1.2), seedSpread: 0.15 },
  { name: '5 rows, 4 to 5 points apart', levels: times(5, (row) => 1.2 - 0.2 * row), seedSpread: 0.15 },
  { name: '24 rows, 1 to 2 points apart', levels: times(24, (row) => 2 - 0.07 * row), seedSpread: 0.15 },
];

/** One board: every pair of rows with what is true and what each rule says. */
function judge(values, levels, isTrulyBetter, test, direction) {
  const rows = values.map((value, index) => ({ key: `row-${index}`, value }));
  const known = new Map();
  const remembered = (a, b) => {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    if (!known.has(key)) known.set(key, test(Math.min(a, b), Math.max(a, b)));
    return known.get(key);
  };
  const { rows: ranked, isBetter } = rankRows(rows, { direction, test: remembered });
  let isFalse = false;
  let found = 0;
  let real = 0;
  for (const [a] of levels.entries()) {
    for (const [b] of levels.entries()) {
      if (a === b) continue;
      if (isTrulyBetter(levels[a], levels[b])) {
        real += 1;
        if (isBetter(a, b)) found += 1;
      } else if (isBetter(a, b)) isFalse = true;
    }
  }
  const order = rows.map((_, index) => index).sort((a, b) => ranked[a].rank - ranked[b].rank || 0);
  const byValue = rows
    .map((_, index) => index)
    .sort((a, b) => (direction === 'lower' ? values[a] - values[b] : values[b] - values[a]));
  const wrong = (pair) => !isTrulyBetter(levels[pair[0]], levels[pair[1]]);
  return {
    isFalse,
    found: real === 0 ? null : found / real,
    ranks: new Set(order.map((index) => ranked[index].rank)).size,
    leader: leaderRule(byValue, remembered).some(wrong),
    holmPairs: holmRule(byValue, remembered),
  };
}

/** The cheap rule: each row against the best of its group, at Bonferroni's level for as many tests as rows less one. */
function leaderRule(byValue, test) {
  const claimed = [];
  let leader = byValue[0];
  for (const row of byValue.slice(1)) {
    if (test(leader, row).p * (byValue.length - 1) > 0.05) continue;
    claimed.push([leader, row]);
    leader = row;
  }
  return claimed;
}

/** Holm over all pairs: how many it separates. */
function holmRule(byValue, test) {
  const pairs = byValue.flatMap((a, place) => byValue.slice(place + 1).map((b) => [a, b]));
  return holm(pairs.map(([a, b]) => test(a, b).p)).filter((p) => p <= 0.05).length / pairs.length;
}

function summarise(name, boards, results) {
  const powers = results.map(({ found }) => found).filter((value) => value !== null);
  return {
    name,
    boards,
    falseSeparation: results.filter(({ isFalse }) => isFalse).length / boards,
    leaderRuleFalse: results.filter(({ leader }) => leader).length / boards,
    foundOfReal: powers.length === 0 ? null : mean(powers),
    holmAllPairs: powers.length === 0 ? null : mean(results.map(({ holmPairs }) => holmPairs)),
    distinctRanks: mean(results.map(({ ranks }) => ranks)),
  };
}

export function onLatency(boards) {
  return latencyBoards.map(({ name, levels, spreads, model }) => {
    const random = new Random(levels.length);
    const results = times(boards, () => {
      const samples = levels.map((level, row) =>
        starts(random, model, level, spreads[row % spreads.length], startCount),
      );
      const test = (a, b) => testStarts(samples[a], samples[b]);
      return judge(samples.map(median), levels, (a, b) => a < b, test, 'lower');
    });
    return summarise(name, boards, results);
  });
}

export function onAccuracy(boards) {
  return accuracyBoards.map(({ name, levels, seedSpread }) => {
    const random = new Random(levels.length);
    const results = times(boards, () => {
      const ease = difficulties(random, 432);
      const rows = levels.map((ability) => {
        // A steady method needs no second training to be simulated.
        const items = evidence(outcomes(random, ease, { ability, seedSpread, seeds: seedSpread === 0 ? 1 : 6 }));
        return { items, metric: { value: 100 * mean(items.items), low: null, high: null } };
      });
      const test = (a, b) => testAccuracy(rows[a], rows[b]);
      return judge(
        rows.map(({ metric }) => metric.value),
        levels,
        (a, b) => a > b,
        test,
        'higher',
      );
    });
    return summarise(name, boards, results);
  });
}
