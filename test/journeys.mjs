import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { cookieName } = await import(new URL('../leaderboard-web/lib/session.mjs', import.meta.url).href);

/** Longest that a run of a journey may wait and be measured. */
const mostRunMs = 30 * 60_000;

/** After a step, until what it began to draw stands. */
const settleMs = 1500;

/** The cookie of who is signed in with a token. */
export function sessionCookieOf(token, site) {
  return token === undefined ? undefined : { name: cookieName, value: token, url: site };
}

/** Takes numbered pictures of what a visitor sees, step by step. */
class Film {
  #taken = 0;

  constructor(page, folder, name) {
    this.page = page;
    this.folder = folder;
    this.name = name;
    mkdirSync(folder, { recursive: true });
  }

  /** @param {string} step what is to be seen, for the file's name */
  async take(step) {
    this.#taken += 1;
    // A page that follows the run listens for ever: what is asked for otherwise has come.
    await this.page.waitForLoadState('load');
    await this.page.waitForTimeout(settleMs);
    const file = join(this.folder, `${this.name}-${String(this.#taken).padStart(2, '0')}-${step}.png`);
    await this.page.screenshot({ path: file });
    console.log(file);
  }
}

async function browse({ page, film, site, pages }) {
  await page.goto(site);
  await film.take('home');
  const search = page.locator('main [role=combobox]');
  await search.click();
  await search.pressSequentially('trafic', { delay: 40 });
  await page.getByRole('option').first().waitFor();
  await film.take('search-with-a-slip');
  await page.goto(site + pages.board);
  await film.take('board');
  await page.locator('.board tbody tr').first().scrollIntoViewIfNeeded();
  await film.take('rows');
  await page.locator('.view-options summary').click();
  await film.take('columns-and-weights');
  await page.locator('.view-options button[type=submit]').last().click();
  await page.waitForURL('**weight=**');
  await film.take('own-weighting');
  await page.locator('.board tbody a.method').first().click();
  await page.waitForURL('**/records/**');
  await film.take('record');
  await page.locator('.ecdf').first().scrollIntoViewIfNeeded();
  await film.take('latency-of-the-record');
  await page.goto(site + pages.paper);
  await film.take('paper');
}

async function compare({ page, film, site, pages }) {
  await page.goto(site + pages.board);
  const boxes = page.locator('input.pin');
  for (const index of [0, 1]) await boxes.nth(index).check();
  await boxes.nth(1).scrollIntoViewIfNeeded();
  await film.take('two-rows-chosen');
  await page.locator('form.rows button[type=submit]').click();
  await page.waitForURL('**/compare**');
  await film.take('difference-in-words');
  await page.locator('main h2').nth(1).scrollIntoViewIfNeeded();
  await film.take('figures-with-tests');
  await page.locator('.ecdf').first().scrollIntoViewIfNeeded();
  await film.take('latencies-overlaid');
}

/** What the API says of a run, until `wanted` is true of it. */
async function runWhen(page, site, id, wanted) {
  const deadline = Date.now() + mostRunMs;
  while (Date.now() < deadline) {
    const run = await (await page.request.get(`${site}/api/v1/runs/${id}`)).json();
    if (wanted(run)) return run;
    await page.waitForTimeout(1000);
  }
  throw new Error(`run ${id} was not done within ${mostRunMs / 60_000} minutes`);
}

/** A submission of its own for each journey: what was sent before would be recognised. */
function copyOf(submission) {
  const folder = join(mkdtempSync(join(tmpdir(), 'paretoboard-journey-')), 'my-model');
  cpSync(submission, folder, { recursive: true });
  const file = join(folder, 'paretoboard.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...manifest, name: `my-model-${Date.now()}` }, null, 2));
  return folder;
}

async function submit({ page, film, site, submission, token }) {
  await page.context().clearCookies({ name: cookieName });
  await page.goto(`${site}/submit`);
  await film.take('sign-in');
  await page.locator('input[name=token]').fill(token);
  await film.take('token');
  await page
    .locator('form', { has: page.locator('input[name=token]') })
    .locator('button')
    .click();
  await page.locator('.drop').waitFor();
  await film.take('signed-in');
  await page.locator('.drop input[type=file]').first().setInputFiles(copyOf(submission));
  await page.locator('.submit-form [role=status]').first().filter({ hasText: 'my-model' }).waitFor();
  await page.locator('.submit-form button[type=submit]').scrollIntoViewIfNeeded();
  await film.take('folder-chosen');
  await page.locator('.submit-form button[type=submit]').click();
  await page.waitForURL('**/runs/**');
  await film.take('queued');
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await runWhen(page, site, id, ({ state }) => !['queued', 'leased'].includes(state));
  await page.reload();
  await film.take('at-work-after-a-reload');
  const run = await runWhen(page, site, id, ({ finishedAt }) => finishedAt !== null);
  const link = page.locator(`a[href="/records/${run.record}"]`);
  if (run.record === null) return film.take(`ended-${run.state}`);
  // Without a reload: the page hears of it.
  await link.waitFor();
  await film.take(`ended-${run.state}`);
  await link.click();
  await page.waitForURL('**/records/**');
  await film.take('its-record');
  await page.goto(`${site}/tasks/${run.request.task}?variant=${run.request.variant}`);
  await page.locator(`.board a.method[href="/records/${run.record}"]`).scrollIntoViewIfNeeded();
  await film.take('its-row');
}

const journeys = { browse, compare, submit };

export const journeyNames = Object.keys(journeys);

/**
 * Click-paths, each as numbered pictures of the window: what is seen by somebody who browses, compares and submits.
 * @param {import('playwright-core').BrowserContext} context
 * @param {Record<string, string>} pages paths, of `board` and `paper`
 */
export async function takeJourneys(context, pages, { site, folder, device, submission, token, journey }) {
  for (const name of journey) {
    if (name === 'submit' && token === undefined) {
      console.error('not filmed: submit, which needs --token');
      continue;
    }
    const page = await context.newPage();
    await journeys[name]({ page, film: new Film(page, folder, `${name}-${device}`), site, pages, submission, token });
    await page.close();
  }
}
