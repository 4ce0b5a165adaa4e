/**
 * `npm run screenshots [-- <site URL>]`: pictures of a running site: home, the first task that has rows, its first
 * record; 1280 and 390 px wide, light and dark, into test-results/screenshots. The board is also the README's picture.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from '../infra/browser.mjs';

const site = process.argv[2] ?? `http://localhost:${process.env.PARETOBOARD_WEB_PORT ?? 3000}`;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'test-results', 'screenshots');

async function pagesToShow() {
  const log = await (await fetch(`${site}/api/v1/log`)).json();
  const digest = log.items.at(0)?.recordDigest;
  if (digest === undefined) throw new Error(`${site} has no row yet: wait for the first "row:" line of npm start`);
  const record = await (await fetch(`${site}/api/v1/records/${digest}`)).json();
  const board = `/tasks/${record.task.id}?variant=${record.variant.id}`;
  return { home: '/', board, record: `/records/${digest}` };
}

async function main() {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('no Chromium: install one, or name it with PARETOBOARD_BROWSER');
  const pages = await pagesToShow();
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  for (const width of [1280, 390]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(site + path, { waitUntil: 'load' });
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
      await context.close();
    }
  }
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(site + pages.board, { waitUntil: 'load' });
  const readme = join(root, 'docs', 'images');
  mkdirSync(readme, { recursive: true });
  await page.screenshot({ path: join(readme, 'board.png') });
  await browser.close();
  console.log(`pictures of ${site} in ${folder}, and docs/images/board.png`);
}

try {
  await main();
} catch (error) {
  console.error(`error: ${error.cause?.code ?? error.message} (is ${site} running? npm start)`);
  process.exitCode = 3;
}
