// Coverage of every interval and false separations of the ranking, by simulation, and the time that statistics of a million samples take.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { scriptOptions } from '../script-options.mjs';
import { onAccuracy, onLatency } from './boards.mjs';
import { overAreas, overItems, overPairs, overPercentiles, overRatios, overSeeds, overStarts } from './coverage.mjs';
import { speed } from './speed.mjs';
import { tables } from './tables.mjs';

const values = scriptOptions(
  `
npm run bench:statistics -- [--out file] [--rounds n] [--boards n] [--write]
Coverage of every interval and false separations of the ranking, by simulation.

  --rounds n   samples for each coverage, default 2000
  --boards n   simulated boards for each setting, default 2000
  --write      puts the tables into docs/methodology.md
  --out file   as JSON; parts are written as they come`,
  {
    out: { type: 'string' },
    rounds: { type: 'string', default: '2000' },
    boards: { type: 'string', default: '2000' },
    write: { type: 'boolean', default: false },
  },
);
const [rounds, boards] = [Number(values.rounds), Number(values.boards)];

const report = { rounds, boards };

/** Parts are written as they come: a run that is ended early leaves what it has. */
function simulate(part, title, compute) {
  const from = performance.now();
  report[part] = compute();
  console.error(`${title}: ${((performance.now() - from) / 1000).toFixed(1)} s`);
  if (values.out) writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
}

simulate('starts', 'intervals over starts', () => overStarts(rounds));
simulate('ratios', 'intervals of a ratio', () => overRatios(rounds));
simulate('items', 'intervals over items', overItems);
simulate('seeds', 'intervals over seeds', () => overSeeds(rounds));
simulate('pairs', 'tests on paired items', () => overPairs(rounds));
simulate('areas', 'areas', () => overAreas(rounds));
simulate('percentiles', 'early stopping', () => overPercentiles(rounds));
simulate('latencyBoards', 'boards of latency', () => onLatency(boards));
simulate('accuracyBoards', 'boards of accuracy', () => onAccuracy(boards));
simulate('speed', 'a million samples', speed);
report.ok = report.speed.every(({ ok }) => ok);

const page = fileURLToPath(new URL('../../docs/methodology.md', import.meta.url));
const [begin, end] = ['<!-- bench:statistics begin -->', '<!-- bench:statistics end -->'];
const text = tables(report);
if (values.write) {
  const [before, rest] = readFileSync(page, 'utf8').split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${page}: expected the markers ${begin} and ${end}`);
  writeFileSync(page, `${before}${begin}\n\n${text}\n\n${end}${after}`);
}
console.error(text);
if (values.out) writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
process.exitCode = report.ok ? 0 : 1;
