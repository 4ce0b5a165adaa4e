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
npm run bench:site -- [--site URL] [--out file]
Bytes and speed of the pages of a running site.

  --site URL     default http://localhost:3000, or the port in PARETOBOARD_WEB_PORT
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
  window.seen = { lcpMs: null, cls: 0, blockingMs: 0 };
  const watch = (type, look) => new PerformanceObserver((list) => list.getEntries().forEach(look)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (entry) => { window.seen.lcpMs = entry.startTime; });
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) window.seen.cls += entry.value; });
  watch('longtask', (entry) => { window.seen.blockingMs += Math.max(0, entry.duration - 50); });
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
  return { seen, sent: [...sent.values()] };
}

function sumOf(sent, wanted) {
  return sent.filter(wanted).reduce((sum, { bytes }) => sum + bytes, 0);
}

async function measure(browser, site, name, path, runtime) {
  const plain = await visit(browser, site + path, false);
  const slow = await visit(browser, site + path, true);
  const isScript = ({ type }) => type === 'Script';
  return {
    page: name,
    path,
    documentBytes: sumOf(plain.sent, ({ type }) => type === 'Document'),
    styleBytes: sumOf(plain.sent, ({ type }) => type === 'Stylesheet'),
    scriptBytes: sumOf(plain.sent, isScript),
    ownScriptBytes: sumOf(plain.sent, (each) => isScript(each) && !runtime.has(each.path)),
    lcpMs: plain.seen.lcpMs,
    mobileLcpMs: slow.seen.lcpMs,
    cls: Math.max(plain.seen.cls, slow.seen.cls),
    blockingMs: slow.seen.blockingMs,
  };
}

async function main() {
  const { site, out } = scriptOptions(help, {
    site: { type: 'string', default: `http://localhost:${process.env.PARETOBOARD_WEB_PORT ?? 3000}` },
    out: { type: 'string' },
  });
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('no Chromium: install one, or name it with PARETOBOARD_BROWSER');
  const pages = await pagesOf(site);
  const runtime = runtimeScripts();
  const browser = await chromium.launch({ executablePath, args: switches });
  const measured = [];
  for (const [name, path] of Object.entries(pages)) measured.push(await measure(browser, site, name, path, runtime));
  await browser.close();
  console.table(measured.map(({ path: _, ...figures }) => figures));
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
