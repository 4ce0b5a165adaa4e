/**
 * Bytes and speed of the pages of a running site, in a real Chromium: what is sent, how much of it is our own client code, and how soon the page stands,
 * without throttling and under Lighthouse's mobile profile (150 ms, 1.6 Mbit/s, a processor four times as slow).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../infra/browser.mjs';
import { repositoryRoot } from '../../infra/places.mjs';
import { scriptOptions } from '../script-options.mjs';

const help = `
npm run bench:site -- [--site URL] [--visits n] [--out file]
Bytes and speed of the pages of a running site: medians of visits, each with an empty cache, and the ends of what was seen.

  --site URL     default http://localhost:3000, or the port in PARETOBOARD_WEB_PORT
  --visits n     of each page in each of both ways, default 5
  --out file     the figures as one JSON document

Exit status: 0 every goal met; 1 one is missed; 3 no site or no browser.`;

const goals = {
  ownScriptBytes: 30_000,
  scriptBytes: 170_000,
  mobileLcpMs: 2_000,
  lcpMs: 500,
  cls: 0.02,
  blockingMs: 100,
};
const mobile = { latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
const slowdown = 4;
/** After the load: long tasks and shifts that come late are part of the figures. */
const settleMs = 1_500;
const switches = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];

/** Runs in the page, before anything else does. */
const observe = `
  window.seen = { lcpMs: null, cls: 0, fcpMs: null, longTasks: [] };
  const watch = (type, look) => new PerformanceObserver((list) => list.getEntries().forEach(look)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (entry) => { window.seen.lcpMs = entry.startTime; });
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) window.seen.cls += entry.value; });
  watch('longtask', ({ startTime, duration }) => { window.seen.longTasks.push({ startTime, duration }); });
  watch('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') window.seen.fcpMs = startTime; });
`;

async function getJson(site, path) {
  const response = await fetch(site + path);
  if (!response.ok) throw new Error(`${site}${path} answered ${response.status}`);
  return response.json();
}

/** The pages around the board with the most rows. */
async function pagesOf(site) {
  const { items } = await getJson(site, '/api/v1/tasks');
  const boards = await Promise.all(
    items.flatMap(({ id, variants }) =>
      variants.map((variant) => getJson(site, `/api/v1/tasks/${id}/board?variant=${variant.id}`)),
    ),
  );
  const [{ task, variant, rows }] = boards.sort((a, b) => b.rows.length - a.rows.length);
  if (rows.length < 2) throw new Error(`${site} has no board of two rows yet`);
  const compared = rows.slice(0, 6).map(({ record }) => `r=${record}`);
  return {
    home: '/',
    board: `/tasks/${task.id}?variant=${variant.id}`,
    record: `/records/${rows[0].record}`,
    compare: `/compare?${compared.join('&')}`,
    paper: `/papers/${task.id}`,
    search: '/search?q=network',
  };
}

/** Scripts that an empty page has too: Next.js and React. */
function runtimeScripts() {
  const manifest = JSON.parse(
    readFileSync(join(repositoryRoot, 'leaderboard-web', '.next', 'build-manifest.json'), 'utf8'),
  );
  return new Set([...manifest.rootMainFiles, ...manifest.polyfillFiles].map((path) => `/_next/${path}`));
}

async function visit(browser, url, throttled) {
  const context = await browser.newContext({
    viewport: throttled ? { width: 412, height: 823 } : { width: 1350, height: 940 },
  });
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send('Network.enable');
  if (throttled) {
    await devTools.send('Network.emulateNetworkConditions', { offline: false, ...mobile });
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  }
  const sent = new Map();
  devTools.on('Network.responseReceived', ({ requestId, type, response }) =>
    sent.set(requestId, { type, path: new URL(response.url).pathname, bytes: 0 }),
  );
  devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const found = sent.get(requestId);
    if (found) found.bytes = encodedDataLength;
  });
  await page.addInitScript(observe);
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(settleMs);
  const seen = await page.evaluate('window.seen');
  await context.close();
  return { seen: { ...seen, blockingMs: blockingMs(seen) }, sent: [...sent.values()] };
}

/** As Lighthouse defines it: what tasks take beyond 50 ms each, from the first contentful paint on. Before, nothing stands there that somebody could use. */
function blockingMs({ fcpMs, longTasks }) {
  if (fcpMs === null) return null;
  const lengths = longTasks.map(({ startTime, duration }) => startTime + duration - Math.max(startTime, fcpMs));
  return lengths.reduce((sum, length) => sum + Math.max(0, length - 50), 0);
}

function sumOf(sent, wanted) {
  return sent.filter(wanted).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** By turns, so that what slows the machine for a while slows both. */
async function visits(browser, url, count) {
  const [plain, slow] = [[], []];
  for (let visited = 0; visited < count; visited++) {
    plain.push(await visit(browser, url, false));
    slow.push(await visit(browser, url, true));
  }
  return { plain, slow };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Median, least and most; null where a visit saw none. */
function spread(seen, figure) {
  const values = seen.map((each) => each.seen[figure]);
  if (values.some((value) => value === null)) return null;
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

async function measure(browser, site, name, path, runtime, count) {
  const { plain, slow } = await visits(browser, site + path, count);
  const isScript = ({ type }) => type === 'Script';
  const { sent } = plain[0];
  const [lcp, mobileLcp, blocking] = [spread(plain, 'lcpMs'), spread(slow, 'lcpMs'), spread(slow, 'blockingMs')];
  return {
    page: name,
    path,
    documentBytes: sumOf(sent, ({ type }) => type === 'Document'),
    styleBytes: sumOf(sent, ({ type }) => type === 'Stylesheet'),
    scriptBytes: sumOf(sent, isScript),
    ownScriptBytes: sumOf(sent, (each) => isScript(each) && !runtime.has(each.path)),
    lcpMs: lcp?.median ?? null,
    mobileLcpMs: mobileLcp?.median ?? null,
    cls: Math.max(...[...plain, ...slow].map(({ seen }) => seen.cls)),
    blockingMs: blocking?.median ?? null,
    ends: { lcpMs: lcp, mobileLcpMs: mobileLcp, blockingMs: blocking },
  };
}

function shown({ path: _, ends, ...figures }) {
  const between = (end) =>
    end ? `${Math.round(end.median)} (${Math.round(end.least)} to ${Math.round(end.most)})` : null;
  const told = Object.entries(ends).map(([figure, end]) => [figure, between(end)]);
  return { ...figures, ...Object.fromEntries(told) };
}

async function main() {
  const {
    site,
    visits: wanted,
    out,
  } = scriptOptions(help, {
    site: { type: 'string', default: `http://localhost:${process.env.PARETOBOARD_WEB_PORT ?? 3000}` },
    visits: { type: 'string', default: '5' },
    out: { type: 'string' },
  });
  const count = Number(wanted);
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`--visits: expected a whole number from 1, found "${wanted}"`);
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('no Chromium: install one, or name it with PARETOBOARD_BROWSER');
  const pages = await pagesOf(site);
  const runtime = runtimeScripts();
  const browser = await chromium.launch({ executablePath, args: switches });
  // A browser that has just started is slow for the first page whichever it is.
  await visit(browser, `${site}/docs`, false);
  const measured = [];
  for (const [name, path] of Object.entries(pages))
    measured.push(await measure(browser, site, name, path, runtime, count));
  await browser.close();
  console.table(measured.map(shown));
  const results = measured.flatMap((figures) =>
    Object.entries(goals).map(([goal, limit]) => ({
      id: `${figures.page}.${goal}`,
      ours: figures[goal],
      goal: limit,
      ok: figures[goal] !== null && figures[goal] <= limit,
    })),
  );
  const missed = results.filter(({ ok }) => !ok);
  console.log(
    missed.length === 0
      ? 'every goal met'
      : missed.map(({ id, ours, goal }) => `missed: ${id} ${ours} > ${goal}`).join('\n'),
  );
  if (out) writeFileSync(out, `${JSON.stringify({ pages: measured, results }, null, 2)}\n`);
  process.exitCode = missed.length === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  console.error(`no figures: ${error.cause?.code ?? error.message}`);
  process.exitCode = 3;
}
