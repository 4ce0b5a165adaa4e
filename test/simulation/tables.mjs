// The report as Markdown.

const percent = (share) => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);

function table(header, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function ofStarts({ starts, ratios, rounds }) {
  const ratioOf = (count) => ratios.find((row) => row.starts === count)?.hodgesLehmann ?? null;
  return `**Nominal 95 % intervals over process starts**, spread between starts 3 %; \`skewed\`: one start in ten is slower (${rounds} rounds a row).

${table(
  [
    'starts',
    'model',
    'bootstrap of the median',
    'BCa of the mean',
    't of the mean',
    't, held against the median',
    'Hodges–Lehmann ratio',
  ],
  starts.map((row) => [
    row.starts,
    row.model,
    percent(row.bootstrapMedian),
    percent(row.bcaMean),
    percent(row.tMean),
    percent(row.tMedian),
    row.model === 'skewed' ? percent(ratioOf(row.starts)) : '',
  ]),
)}`;
}

function ofItems({ items }) {
  return `**Nominal 95 % intervals of a share of hits**, summed over every outcome.

${table(
  ['items', 'true share', 'Wilson', 'Clopper–Pearson'],
  items.map((row) => [row.items, percent(row.p), percent(row.wilson), percent(row.clopperPearson)]),
)}`;
}

function ofSeeds({ seeds, rounds }) {
  return `**The published interval of an accuracy**, 432 items; a training moves the score by the given standard deviation in ability (0.15 is about 3 points; ${rounds} rounds a row).

${table(
  ['seeds', 'luck of training', 'published envelope', 't over seeds alone', 'Wilson over items alone'],
  seeds.map((row) => [
    row.seeds,
    row.seedSpread,
    percent(row.envelope),
    percent(row.tOverSeeds),
    percent(row.wilsonOverItems),
  ]),
)}`;
}

function ofPairs({ pairs }) {
  return `**Two methods on the same items, tested at 5 %**: false positives of equal methods, the same if the luck of training were left out, and the share of true differences of about 4 points that is found.

${table(
  ['items', 'seeds', 'luck of training', 'rounds', 'false positives', 'without the seeds', 'found'],
  pairs.map((row) => [
    row.items,
    row.seeds,
    row.seedSpread === 0 ? 'none: McNemar' : row.seedSpread,
    row.rounds,
    percent(row.falsePositives),
    percent(row.withoutSeeds),
    percent(row.power),
  ]),
)}`;
}

function ofAreas({ areas, rounds }) {
  return `**AUC** at a true area of 0.76 (${rounds} rounds; permutation and bootstrap ${rounds / 10}).

${table(
  [
    'items',
    'DeLong interval covers',
    'DeLong test, false positives',
    'paired permutation, false positives',
    'paired bootstrap covers',
  ],
  areas.map((row) => [
    row.items,
    percent(row.delongCoverage),
    percent(row.delongFalsePositives),
    percent(row.permutationFalsePositives),
    percent(row.bootstrapCoverage),
  ]),
)}`;
}

function ofPercentiles({ percentiles, rounds }) {
  return `**Early-stopping percentiles**, promised to lie at or above the true one in 99 % (exponential latencies, ${rounds} rounds).

${table(
  ['percentile', 'queries', 'at or above', 'median of estimate ÷ truth'],
  percentiles.map((row) => [
    `p${100 * row.percentile}`,
    row.queries,
    percent(row.atOrAbove),
    row.medianOverTruth.toFixed(2),
  ]),
)}`;
}

function ofBoards(rows) {
  return table(
    [
      'board',
      'any false separation',
      'leader rule, false',
      'true pairs found',
      'found by Holm over all pairs',
      'distinct ranks',
    ],
    rows.map((row) => [
      row.name,
      percent(row.falseSeparation),
      percent(row.leaderRuleFalse),
      percent(row.foundOfReal),
      percent(row.holmAllPairs),
      row.distinctRanks.toFixed(1),
    ]),
  );
}

export function tables(report) {
  return [
    ofStarts(report),
    ofItems(report),
    ofSeeds(report),
    ofPairs(report),
    ofAreas(report),
    ofPercentiles(report),
    `**Boards of latency**, six starts a row, ${report.boards} boards a line. A false separation is a pair told apart that is equal, or the wrong way round. The leader rule compares each row with the best of its group at Bonferroni's level for as many tests as rows less one.\n\n${ofBoards(report.latencyBoards)}`,
    `**Boards of accuracy**, 432 shared items, six seeds a row where they vary, ${report.boards} boards a line.\n\n${ofBoards(report.accuracyBoards)}`,
    `**Speed.** All figures of a window of a million samples took ${report.speed[0].ours.toFixed(2)} s.`,
  ].join('\n\n');
}
