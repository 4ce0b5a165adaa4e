/** Boards of many rows: how much one page of them is, and how soon it is there, from a site in front of fixed documents. */
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { startDocumentsSite } from '../documents-site.mjs';
import { scriptOptions } from '../script-options.mjs';

const help = `
npm run bench:long-board -- [--rows n] [--out file]
Boards of 100, 1,000 and 10,000 rows: bytes of their pages, and milliseconds until one is there, first and last page, sorted and weighted too.

  --rows n     another number of rows, to 99,999; may be given several times
  --out file   the figures as one JSON document

Example: npm run bench:long-board -- --rows 1000
Exit status: 0 a long board's page is at most a tenth larger than one of 100 rows, and there within 500 ms in the median; 1 it is not; 2 wrong use; 3 the site is not built, or a page did not come.`;

const times = 5;
/** In which a page should be there, once its board has been taken apart. */
const wantedMs = 500;
const states = { first: '', last: '?page=999999', sorted: '?sort=latency', weighted: '?weight=40&page=2' };

async function measure(url) {
  const taken = [];
  let html = '';
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    const response = await fetch(url);
    html = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    taken.push(performance.now() - began);
  }
  const [first, ...rest] = taken;
  const rows = html.match(/<tr id="row-/g)?.length ?? 0;
  if (rows === 0) throw new Error(`${url} has no rows: the API's answer took longer than the site waits`);
  return {
    rows,
    bytes: Buffer.byteLength(html),
    packed: gzipSync(html).length,
    firstMs: first,
    medianMs: middle(rest),
  };
}

function middle(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const { rows, out } = scriptOptions(help, {
  rows: { type: 'string', multiple: true, default: ['100', '1000', '10000'] },
  out: { type: 'string' },
});
const wrong = rows.find((text) => !/^[1-9]\d{0,4}$/.test(text));
if (wrong !== undefined) {
  console.error(`--rows: expected a number from 1 to 99999, found "${wrong}"`);
  process.exit(2);
}
try {
  const site = await startDocumentsSite();
  const pages = [];
  for (const count of rows) {
    for (const [state, query] of Object.entries(states)) {
      const figures = await measure(`${site.url}/tasks/crowd-${count}${query}`);
      pages.push({ board: Number(count), page: state, ...figures });
    }
  }
  await site.stop();
  console.table(pages);
  const small = pages.find(({ board, page }) => board === 100 && page === 'first')?.bytes ?? pages[0].bytes;
  const largest = Math.max(...pages.map(({ bytes }) => bytes));
  const slowest = Math.max(...pages.map(({ medianMs }) => medianMs));
  const results = [
    { id: 'largest page beside 100 rows', ours: largest, theirs: small, ratio: largest / small, goal: 1.1 },
    { id: 'slowest page, ms', ours: slowest, theirs: wantedMs, ratio: slowest / wantedMs, goal: 1 },
  ];
  const document = { pages, results: results.map((each) => ({ ...each, ok: each.ratio <= each.goal })) };
  if (out) writeFileSync(out, `${JSON.stringify(document, null, 2)}\n`);
  process.exitCode = document.results.every(({ ok }) => ok) ? 0 : 1;
} catch (error) {
  console.error(`no figures: ${error.message}`);
  process.exitCode = 3;
}
