import { readFileSync, writeFileSync } from 'node:fs';
import { judgeContamination } from '@paretoboard/harness/run/contamination/rule.js';
import { Random } from '@paretoboard/sdk/random.js';
import { scriptOptions } from '../script-options.mjs';

scriptOptions(
  `
npm run bench:contamination
How often the contamination rule errs, by simulation: test items are drawn with the true shares of both sets. Writes the table into
docs/methodology.md.`,
  {},
);

const ROUNDS = 4_000;
const CHANCE = 1 / 27;
/** Share right on the official set, and on the fresh surrogate by true retained skill. */
const OFFICIAL = [0.3, 0.6, 0.9];
const RETAINED = [0, 0.25, 0.4, 0.5, 0.6, 0.75, 1];
const ITEMS = [
  { official: 432, fresh: 437 },
  { official: 1_720, fresh: 360 },
];

const random = new Random(20_261_121);

function draw(share, items) {
  let hits = 0;
  for (let item = 0; item < items; item++) if (random.uniform() < share) hits++;
  return { share: hits / items, items, chance: CHANCE };
}

function failures(official, retained, items) {
  const fresh = CHANCE + retained * (official - CHANCE);
  let failed = 0;
  for (let round = 0; round < ROUNDS; round++)
    if (judgeContamination(draw(official, items.official), draw(fresh, items.fresh)).state === 'failed') failed++;
  return `${((100 * failed) / ROUNDS).toFixed(1)} %`;
}

const head = ['official / fresh items', 'share right officially', ...RETAINED.map((r) => `retains ${100 * r} %`)];
const rows = ITEMS.flatMap((items) =>
  OFFICIAL.map((official) => [
    `${items.official} / ${items.fresh}`,
    `${100 * official} %`,
    ...RETAINED.map((retained) => failures(official, retained, items)),
  ]),
);
const line = (cells) => `| ${cells.join(' | ')} |`;
const table = [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

const page = new URL('../../docs/methodology.md', import.meta.url);
const [begin, end] = ['<!-- contamination: begin -->', '<!-- contamination: end -->'];
const text = readFileSync(page, 'utf8');
const [before, rest] = text.split(begin);
if (rest === undefined) throw new Error(`${page.pathname} has no place for the table: ${begin}`);
writeFileSync(page, `${before}${begin}\n\n${table}\n\n${end}${rest.split(end)[1]}`);
console.log(table);
