import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boardSchema } from '@paretoboard/contract/board.js';
import { pageSchema } from '@paretoboard/contract/http.js';
import { logEntrySchema } from '@paretoboard/contract/log-entry.js';
import { recordSchema } from '@paretoboard/contract/record.js';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../free-port.mjs';
import { openBrowser } from './browser.js';
import { House, stillAlive } from './house.js';

const TASK = 'enhanced-lenet5-traffic-sign';
const STOP_MS = 10_000;
const ROW_MS = 240_000;

/** What `npm start` promises (SURFACE: the two commands), seen from outside. */
describe('npm start', () => {
  // A path with a space, as many a home folder has.
  const folder = mkdtempSync(join(tmpdir(), 'paretoboard e2e '));
  const home = join(folder, 'home');
  let browser: Browser;
  let house: House;
  let site: string;

  async function start(baselines: string): Promise<House> {
    const [webPort, apiPort] = [await freePort(), await freePort()];
    return new House(home, {
      PARETOBOARD_WEB_PORT: String(webPort),
      PARETOBOARD_API_PORT: String(apiPort),
      PARETOBOARD_BASELINES: baselines,
      PARETOBOARD_DATA: '',
    });
  }

  async function get(path: string): Promise<unknown> {
    const response = await fetch(new URL(path, site));
    expect(response.status, path).toBe(200);
    return response.json();
  }

  beforeAll(async () => {
    // Started by root, the database runs as another user, who must be able to reach it.
    chmodSync(folder, 0o755);
    browser = await openBrowser();
    house = await start(TASK);
    site = await house.line('ready: ', 120_000);
  });

  afterAll(async () => {
    await browser?.close();
    house?.signal('SIGTERM');
    await house?.exited;
    rmSync(folder, { recursive: true, force: true });
  });

  test('a row lands, and the log names its record', { timeout: ROW_MS }, async () => {
    await house.line('row: ', ROW_MS);
    const log = pageSchema(logEntrySchema).parse(await get('/api/v1/log'));
    expect(log.total).toBeGreaterThan(0);
  });

  test('home leads to the board, the board to the record, and the record shows the figures of the API', async () => {
    const page = await browser.newPage();
    await page.goto(site);
    await page.locator(`a[href^="/tasks/${TASK}"]`).first().click();
    await page.waitForURL(`**/tasks/${TASK}**`);
    const recordLink = page.locator('table a[href^="/records/"]').first();
    const digest = (await recordLink.getAttribute('href'))?.split('/').at(-1);
    await recordLink.click();
    await page.waitForURL('**/records/**');
    const record = recordSchema.parse(await get(`/api/v1/records/${digest}`));
    expect(record.task.id).toBe(TASK);
    const board = boardSchema.parse(await get(`/api/v1/tasks/${TASK}/board?variant=${record.variant.id}`));
    expect(board.rows.map((row) => row.record)).toContain(digest);

    await expect(page.locator('h1').first().textContent()).resolves.toContain(record.submission.title);
    const shown = await page.locator('.readouts dd strong').allTextContents();
    const primary = record.metrics.find((metric) => metric.primary);
    const latency = record.latency['single-stream'];
    expect(asShown(shown[0], primary?.value)).toBe(true);
    expect(asShown(shown[1], latency?.p50Ms)).toBe(true);
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain(record.verdict);
    expect(text).toContain(record.digest);
    await page.close();
  });

  test('without JavaScript the record reads the same', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const log = pageSchema(logEntrySchema).parse(await get('/api/v1/log'));
    const digest = log.items[0]?.recordDigest as string;
    await page.goto(new URL(`/records/${digest}`, site).href);
    const record = recordSchema.parse(await get(`/api/v1/records/${digest}`));
    const shown = await page.locator('.readouts dd strong').first().textContent();
    expect(asShown(shown ?? '', record.metrics.find((metric) => metric.primary)?.value)).toBe(true);
    await context.close();
  });

  test('SIGTERM leaves no process within 10 s', async () => {
    const processes = house.processes();
    expect(processes.length).toBeGreaterThanOrEqual(4);
    const askedAt = performance.now();
    house.signal('SIGTERM');
    expect(await house.exited).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(STOP_MS);
    expect(stillAlive(processes)).toEqual([]);
  });

  test('what a kill -9 leaves is cleaned by the next start, which still has the row', async () => {
    house = await start(TASK);
    await house.line('ready: ', 60_000);
    const processes = house.processes();
    house.signal('SIGKILL');
    await house.exited;

    house = await start('none');
    site = await house.line('ready: ', 60_000);
    expect(stillAlive(processes)).toEqual([]);
    const log = pageSchema(logEntrySchema).parse(await get('/api/v1/log'));
    expect(log.total).toBeGreaterThan(0);
    house.signal('SIGTERM');
    expect(await house.exited).toBe(0);
  });
});

/** Whether a figure on a page is the value, rounded to the decimals that are shown. */
function asShown(text: string | undefined, value: number | null | undefined): boolean {
  const figure = /-?[\d,]+(?:\.(\d+))?/.exec(text ?? '');
  if (figure === null || value === null || value === undefined) return false;
  return figure[0].replaceAll(',', '') === value.toFixed(figure[1]?.length ?? 0);
}
