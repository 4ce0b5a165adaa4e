/**
 * Pictures of the site's pages beside those that were looked at and kept. Site and records are fixed (the documents of the site's own tests), and so are
 * fonts, clock, language and zone; what is left to the machine is Chromium's own drawing, and the glyphs that the fonts lack (emoji).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../infra/browser.mjs';
import { repositoryRoot } from '../../infra/places.mjs';
import { startDocumentsSite } from '../documents-site.mjs';
import { scriptOptions } from '../script-options.mjs';
import { compare, compressed } from './pictures.mjs';
import { drawingSwitches, stillPage, stillPicture } from './still-page.mjs';

const help = `
npm run test:visual -- [--update] [--page name] [--tolerance share] [--out folder] [--json]
Compares pages at 390, 768 and 1440 px, light and dark, with the pictures in test/visual/kept. Site, records, fonts, clock and language are fixed; drawn by
the Chromium at hand: another major version may draw text differently, and then all of them do.

  --update           keeps the pictures of now, to be looked at and committed
  --page name        only this page; may be given several times
  --tolerance share  of pixels that may differ, default 0.0003
  --out folder       pictures and differences of pages that differ, default test-results/visual
  --json             one JSON document on standard output

Example: npm run test:visual -- --page board --json
Exit status: 0 all as kept; 1 one differs or has no kept picture; 2 wrong use; 3 no site or no browser.`;

/** Widths of the window, each with how much of a page is kept, in CSS pixels: what is below is drawn by the same components, and pictures stay in the history. */
const views = [
  { width: 390, mostHeight: 1300 },
  { width: 768, mostHeight: 1000 },
  { width: 1440, mostHeight: 900 },
];
const schemes = ['light', 'dark'];
const kept = join(repositoryRoot, 'test', 'visual', 'kept');
const switches = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
/** Pages by the name that the tests of the site have for them. */
const shown = {
  home: 'home',
  board: 'board',
  ranked: 'board of ranked rows',
  record: 'record',
  compare: 'comparison',
  paper: 'paper',
  run: 'run in progress',
  submit: 'submit',
};

function readOptions() {
  const values = scriptOptions(help, {
    update: { type: 'boolean', default: false },
    page: { type: 'string', multiple: true, default: Object.keys(shown) },
    tolerance: { type: 'string', default: '0.0003' },
    out: { type: 'string', default: join(repositoryRoot, 'test-results', 'visual') },
    json: { type: 'boolean', default: false },
  });
  const unknown = values.page.find((name) => !Object.hasOwn(shown, name));
  const tolerance = Number(values.tolerance);
  if (unknown === undefined && tolerance >= 0 && tolerance < 1)
    return { ...values, tolerance, out: resolve(values.out) };
  console.error(
    unknown === undefined
      ? `--tolerance: expected a share from 0 to below 1, found "${values.tolerance}"`
      : `--page: expected one of ${Object.keys(shown).join(', ')}, found "${unknown}"`,
  );
  process.exit(2);
}

/** Keeps or compares one picture. */
async function look(name, picture, { update, tolerance, out }) {
  const file = join(kept, `${name}.png`);
  const actual = await compressed(picture);
  if (update) {
    writeFileSync(file, actual);
    return { name, ok: true, share: 0, bytes: actual.length };
  }
  if (!existsSync(file)) return { name, ok: false, share: 1, reason: 'no kept picture: --update' };
  const { share, size, difference } = await compare(readFileSync(file), actual);
  const ok = share <= tolerance;
  if (!ok) {
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, `${name}.png`), picture);
    if (difference) writeFileSync(join(out, `${name}-difference.png`), difference);
  }
  return { name, ok, share, ...(size ? { reason: size } : {}) };
}

async function lookAtAll(options, report) {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('no Chromium: install one, or name it with PARETOBOARD_BROWSER');
  const site = await startDocumentsSite();
  const browser = await chromium.launch({ executablePath, args: [...switches, ...drawingSwitches] });
  const results = [];
  try {
    for (const { width, mostHeight } of views) {
      for (const colorScheme of schemes) {
        const page = await stillPage(browser, { width, height: 900, colorScheme });
        for (const short of options.page) {
          const { path, token } = site.pages.find(({ name }) => name === shown[short]);
          await page.context().clearCookies();
          if (token) await page.context().addCookies([{ name: site.cookieName, value: token, url: site.url }]);
          const picture = await stillPicture(page, site.url + path, mostHeight);
          const result = await look(`${short}-${width}-${colorScheme}`, picture, options);
          report(result);
          results.push(result);
        }
        await page.context().close();
      }
    }
  } finally {
    await browser.close();
    await site.stop();
  }
  return { browser: browser.version(), results };
}

function say({ name, ok, share, reason }) {
  if (!ok) console.error(`differs: ${name}, ${(100 * share).toFixed(2)} % of pixels${reason ? `; ${reason}` : ''}`);
}

const options = readOptions();
if (options.update) mkdirSync(kept, { recursive: true });
try {
  const { browser, results } = await lookAtAll(options, say);
  const ok = results.every((result) => result.ok);
  if (options.json) console.log(JSON.stringify({ ok, browser, tolerance: options.tolerance, results }, null, 2));
  else if (options.update) console.log(`${results.length} pictures kept in ${kept}`);
  else console.log(ok ? `${results.length} pictures as kept` : `pictures and differences: ${options.out}`);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  console.error(`no pictures: ${error.message}`);
  process.exitCode = 3;
}
