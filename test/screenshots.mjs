import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../infra/browser.mjs';
import { repositoryRoot } from '../infra/places.mjs';
import { scriptOptions } from './script-options.mjs';

const help = `
npm run screenshots -- [--site URL] [--out folder]
Pictures of a running site.

  --site URL     default http://localhost:3000, or the port in PARETOBOARD_WEB_PORT
  --out folder   home, board, record, runs and methodology, 1280 and 390 px wide, light and dark; without it only the README's picture,
                 docs/images/board.png`;

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const desktop = { name: '1280', viewport: { width: 1280, height: 900 } };
const phone = {
  name: '390',
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
/** Chart, switches and the first rows: what fits a README. */
const readmePicture = { name: 'readme', viewport: { width: 1280, height: 1480 } };

const relations = ['official', 'subset', 'stand-in', 'surrogate'];

function readOptions() {
  return scriptOptions(help, {
    site: { type: 'string', default: `http://localhost:${process.env.PARETOBOARD_WEB_PORT ?? 3000}` },
    out: { type: 'string' },
  });
}

async function getJson(site, path) {
  const response = await fetch(site + path);
  if (!response.ok) throw new Error(`${site}${path} answered ${response.status}`);
  return response.json();
}

/** The board with the most rows, of several the nearest to the paper's data; its best record; and the pages around them. */
async function pagesToShow(site) {
  const { items: tasks } = await getJson(site, '/api/v1/tasks');
  const boards = await Promise.all(
    tasks.flatMap((task) =>
      task.variants.map(({ id }) => getJson(site, `/api/v1/tasks/${task.id}/board?variant=${id}`)),
    ),
  );
  const nearness = ({ variant }) => relations.indexOf(variant.relation);
  const [best] = boards.sort((a, b) => b.rows.length - a.rows.length || nearness(a) - nearness(b));
  if (!best?.rows[0]) throw new Error(`${site} has no row yet: wait for the first "row:" line of npm start`);
  const board = `/tasks/${best.task.id}?variant=${best.variant.id}`;
  return { home: '/', board, record: `/records/${best.rows[0].record}`, runs: '/runs', methodology: '/methodology' };
}

async function take(browser, url, { name, ...device }, colorScheme, file) {
  const context = await browser.newContext({ ...device, colorScheme });
  const page = await context.newPage();
  await page.goto(url);
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: name !== readmePicture.name });
  await context.close();
  console.log(file);
}

async function main() {
  const { site, out } = readOptions();
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('no Chromium: install one, or name it with PARETOBOARD_BROWSER');
  const pages = await pagesToShow(site);
  const browser = await chromium.launch({ executablePath, args: switches });
  try {
    if (out === undefined) {
      await take(
        browser,
        site + pages.board,
        readmePicture,
        'light',
        join(repositoryRoot, 'docs', 'images', 'board.png'),
      );
      return;
    }
    for (const [name, path] of Object.entries(pages)) {
      for (const device of [desktop, phone]) {
        for (const scheme of ['light', 'dark']) {
          await take(browser, site + path, device, scheme, join(resolve(out), `${name}-${device.name}-${scheme}.png`));
        }
      }
    }
  } finally {
    await browser.close();
  }
}

try {
  await main();
} catch (error) {
  const cause = error.cause?.code ?? error.message;
  console.error(`no pictures: ${cause}. The site must be running (npm start), or be named with --site <URL>.`);
  process.exitCode = 3;
}
