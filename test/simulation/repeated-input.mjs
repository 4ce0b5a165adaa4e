import { readFileSync, writeFileSync } from 'node:fs';
import { looksCached, ratioOverBlocks } from '@paretoboard/harness/run/conduct/repeated-input.js';
import { effort } from '@paretoboard/harness/run/conduct-pass.js';
import { Random } from '@paretoboard/sdk/random.js';
import { scriptOptions } from '../script-options.mjs';

scriptOptions(
  `
npm run bench:repeated-input
How often the repeated-input check errs, by simulation: skewed latencies, rare stalls, a machine that is slower or faster from block to
block. Writes the table into docs/methodology.md.`,
  {},
);

const ROUNDS = 100;
/** True latency of repeated input / of fresh input. */
const RATIOS = [1, 0.95, 0.9, 0.85, 0.8, 0.5, 0.1];
/** Standard deviation of the logarithm of a latency, within a block and of the block as a whole. */
const NOISE = [
  { name: 'quiet', query: 0.05, block: 0.02 },
  { name: 'usual', query: 0.2, block: 0.05 },
  { name: 'noisy', query: 0.5, block: 0.2 },
];
const STALLS = { share: 0.01, factor: 20 };

const random = new Random(20_261_121);

function latencies(queries, ratio, noise) {
  const block = random.normal(0, noise.block);
  return Array.from({ length: queries }, () => {
    const stall = random.uniform() < STALLS.share ? STALLS.factor : 1;
    return ratio * Math.exp(block + random.normal(0, noise.query)) * stall;
  });
}

function isFound({ blocks, queriesPerBlock }, ratio, noise, seed) {
  const pairs = Array.from({ length: blocks }, () => ({
    same: latencies(queriesPerBlock, ratio, noise),
    new: latencies(queriesPerBlock, 1, noise),
  }));
  return looksCached(ratioOverBlocks(pairs, seed));
}

function failures(effort, ratio, noise) {
  let failed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    if (isFound(effort, ratio, noise, 2 * round) && isFound(effort, ratio, noise, 2 * round + 1)) failed++;
  }
  return `${((100 * failed) / ROUNDS).toFixed(1)} %`;
}

const head = ['blocks × queries', 'machine', ...RATIOS.map((ratio) => `true ratio ${ratio}`)];
/** What a model gets whose queries are slow: the fewest blocks of the fewest queries. */
const slow = { blocks: 6, queriesPerBlock: 3 };
const rows = [slow, ...Object.values(effort)].flatMap((one) =>
  NOISE.map((noise) => [
    `${one.blocks} × ${one.queriesPerBlock}`,
    noise.name,
    ...RATIOS.map((ratio) => failures(one, ratio, noise)),
  ]),
);
const line = (cells) => `| ${cells.join(' | ')} |`;
const table = [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
const file = new URL('../../docs/methodology.md', import.meta.url);
const page = readFileSync(file, 'utf8');
const marked = /(<!-- repeated-input: begin -->\n\n)[\s\S]*?(\n\n<!-- repeated-input: end -->)/;
if (!marked.test(page)) throw new Error('docs/methodology.md has no place for the table of the repeated-input check');
writeFileSync(file, page.replace(marked, `$1${table}$2`));
console.log(table);
