import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../infra/browser.mjs';
import { homeFolder, repositoryRoot } from '../infra/places.mjs';
import { journeyNames, sessionCookieOf, takeJourneys } from './journeys.mjs';
import { scriptOptions } from './script-options.mjs';

const { languages } = await import(new URL('../leaderboard-web/lib/languages.mjs', import.meta.url).href);

const help = `
npm run screenshots -- [--site URL] [--out folder] [--language en|de] [--journeys] [--journey name] [--device name] [--submission folder] [--token token]
Pictures of a running site.

  --site URL           default http://localhost:3000, or the port in PARETOBOARD_WEB_PORT
  --out folder         every kind of page, 1280 and 390 px wide, light and dark; without it only the README's picture, docs/images/board.png
  --language en|de     default en
  --journeys           instead of single pages: what somebody sees who browses, compares and submits, step by step, 1280 and 390 px wide
  --journey name       only this of browse, compare and submit; --device name: only 1280 or 390; both may be given several times
  --submission folder  what is submitted, default submissions/examples/tfjs-model-dense
  --token token        of who submits; default that of the first start, in PARETOBOARD_HOME/token

Example: npm run screenshots -- --journeys --out /tmp/journeys --language de
Exit status: 0 done; 2 wrong use; 3 no site, no browser, or a step could not be taken.`;

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
const devices = [desktop, phone];
/** Chart, switches and the first rows: what fits a README. */
const readmePicture = { name: 'readme', viewport: { width: 1280, height: 1480 } };

/** For one step, on a machine with other work. */
const patienceMs = 120_000;

const relations = ['official', 'subset', 'stand-in', 'surrogate'];

function readOptions() {
  const values = scriptOptions(help, {
    site: { type: 'string', default: `http://localhost:${process.env.PARETOBOARD_WEB_PORT ?? 3000}` },
    out: { type: 'string' },
    language: { type: 'string', default: 'en' },
    journeys: { type: 'boolean', default: false },
    journey: { type: 'string', multiple: true, default: [...journeyNames] },
    device: { type: 'string', multiple: true, default: devices.map(({ name }) => name) },
    submission: { type: 'string', default: join(repositoryRoot, 'submissions', 'examples', 'tfjs-model-dense') },
    token: { type: 'string' },
  });
  const wrong = wrongUse(values);
  if (wrong === null) return values;
  console.error(wrong);
  process.exit(2);
}

function wrongUse({ language, journeys, out, journey, device }) {
  const strange = journey.find((name) => !journeyNames.includes(name));
  if (strange !== undefined) return `--journey: expected ${journeyNames.join(', ')}, found "${strange}"`;
  const unknown = device.find((name) => !devices.some((each) => each.name === name));
  if (unknown !== undefined) return `--device: expected 1280 or 390, found "${unknown}"`;
  if (!languages.includes(language)) return `--language: expected ${languages.join(' or ')}, found "${language}"`;
  return journeys && out === undefined ? '--journeys: expected --out <folder> with it' : null;
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
  const variant = `/tasks/${best.task.id}?variant=${best.variant.id}`;
  const [{ items: runs }, empty] = [await getJson(site, '/api/v1/runs?state=ended'), emptyBoard(boards)];
  const invalid = boards.flatMap(({ rows }) => rows).find(({ verdict }) => verdict !== 'VALID');
  const compared = best.rows.slice(0, 3).map(({ record }) => `r=${record}`);
  return {
    home: '/',
    board: variant,
    'board-chosen': `${variant}&sort=latency&columns=p90,p99,throughput&weight=60&only=valid`,
    ...(empty ? { 'board-empty': `/tasks/${empty.task.id}?variant=${empty.variant.id}` } : {}),
    embed: variant.replace('/tasks/', '/embed/tasks/'),
    record: `/records/${best.rows[0].record}`,
    ...(invalid ? { 'record-invalid': `/records/${invalid.record}` } : {}),
    compare: `/compare?${compared.join('&')}`,
    papers: '/papers',
    paper: `/papers/${best.task.id}`,
    search: '/search?q=netwrok',
    runs: '/runs',
    ...(runs[0] ? { run: `/runs/${runs[0].id}` } : {}),
    challenges: '/challenges',
    'sign-in': '/submit',
    submit: '/submit',
    methodology: '/methodology',
    docs: '/docs',
    'not-found': '/nothing-here',
  };
}

function emptyBoard(boards) {
  return boards.find(({ rows }) => rows.length === 0);
}

/** A browser's context in the reader's language; with a session where the page is for somebody who is signed in. */
async function contextOf(browser, { name: _, ...device }, { language, colorScheme, cookie }) {
  const locale = { en: 'en-GB', de: 'de-DE' }[language];
  const context = await browser.newContext({ ...device, colorScheme, locale });
  context.setDefaultTimeout(patienceMs);
  if (cookie) await context.addCookies([cookie]);
  return context;
}

async function take(browser, url, device, reader, file) {
  const context = await contextOf(browser, device, reader);
  const page = await context.newPage();
  await page.goto(url);
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: device.name !== readmePicture.name });
  await context.close();
  console.log(file);
}

/** Every kind of page. */
async function takePages(browser, pages, { site, out, language, cookie, device: wanted }) {
  for (const [name, path] of Object.entries(pages)) {
    for (const device of devices.filter(({ name }) => wanted.includes(name))) {
      for (const colorScheme of ['light', 'dark']) {
        const file = join(resolve(out), `${name}-${device.name}-${colorScheme}-${language}.png`);
        const signedIn = name === 'submit' ? cookie : undefined;
        await take(browser, site + path, device, { language, colorScheme, cookie: signedIn }, file);
      }
    }
  }
}

async function main() {
  const options = readOptions();
  const { site, out, language, journeys } = options;
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('no Chromium: install one, or name it with PARETOBOARD_BROWSER');
  const pages = await pagesToShow(site);
  const browser = await chromium.launch({ executablePath, args: switches });
  try {
    if (out === undefined) {
      const file = join(repositoryRoot, 'docs', 'images', 'board.png');
      await take(browser, site + pages.board, readmePicture, { language, colorScheme: 'light' }, file);
      return;
    }
    const token = options.token ?? firstToken();
    const cookie = sessionCookieOf(token, site);
    if (!journeys) return await takePages(browser, pages, { ...options, cookie });
    for (const device of devices.filter(({ name }) => options.device.includes(name))) {
      const context = await contextOf(browser, device, { language, colorScheme: 'light', cookie });
      await takeJourneys(context, pages, { ...options, token, folder: resolve(out), device: device.name });
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

/** That of the operator whom the first start made; undefined: not on this machine. */
function firstToken() {
  const file = join(homeFolder(), 'token');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

try {
  await main();
} catch (error) {
  const cause = error.cause?.code ?? error.message;
  console.error(`no pictures: ${cause}. The site must be running (npm start), or be named with --site <URL>.`);
  process.exitCode = 3;
}
