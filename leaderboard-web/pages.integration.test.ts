import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { cookieName } from './lib/session.mjs';
import { emptyTask, hostileTitle, rows, task, testToken } from './testing/documents';
import { listen, violations, widthOf } from './testing/page-checks';
import { siteWithDocuments, startSite } from './testing/site-with-documents';

const site = siteWithDocuments();

async function textOf(path: string): Promise<string> {
  const response = await fetch(site.url + path);
  return await response.text();
}

describe('reading without JavaScript', () => {
  it('has every row, the reason of a missing figure, and how many rows are hidden', async () => {
    const html = await textOf('/tasks/lighthart-kd-har');
    for (const row of rows) expect(html).toContain(`href="/records/${row.record}"`);
    const text = html.replace(/<!-- -->/g, '').replace(/<[^>]+>/g, ' ');
    expect(text).toMatch(/662 queries in every start/);
    expect(text).toContain('floor, 0.000420 ms: no machine here can be faster');
    expect(text.replace(/\s+/g, ' ')).toContain('7 of 9 rows shown; not shown: 2 superseded by a later attempt');
  });

  it('counts the whole queue, and begins with the tasks that have rows', async () => {
    const text = (await textOf('/')).replace(/<!-- -->/g, '');
    expect(text).toContain('212 runs queued');
    expect(text).toContain('1 run in progress');
    expect(text.indexOf(`href="/tasks/${task.id}"`)).toBeGreaterThan(0);
    expect(text.indexOf(`href="/tasks/${task.id}"`)).toBeLessThan(text.indexOf(`href="/tasks/${emptyTask.id}"`));
  });

  it('begins with what is new and what is contested, and names every family of papers', async () => {
    const text = (await textOf('/'))
      .replace(/<!-- -->/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    expect(text).toMatch(/Last row: \S[^,]*, 21 Nov 2026, 06:\d\d UTC/);
    expect(text).toMatch(/Newest rows .* Accuracy \d\d\.\d\d\s%/);
    expect(text).toMatch(/Most contested .* of \d+ rows share the first rank/);
    expect(text).toMatch(
      /Papers by family Signals and skeletons .* Video understanding 1 paper whose claims were audited/,
    );
  });

  it('shows moments in UTC without scripts, and in the zone of the reader with them', async () => {
    const context = await site.browser.newContext({ timezoneId: 'Asia/Tokyo' });
    const page = await context.newPage();
    await page.goto(`${site.url}/`);
    const last = page.locator('.live time');
    await expect.poll(() => last.textContent()).toMatch(/^21 Nov 2026, 15:\d\d GMT\+9$/);
    expect(await last.getAttribute('title')).toMatch(/^21 Nov 2026, 06:\d\d UTC$/);
    await context.close();
  });

  it('reloads by itself while a run is under way', async () => {
    expect(await textOf('/runs/run-3')).toContain('http-equiv="refresh"');
    expect(await textOf('/runs/run-2')).not.toContain('http-equiv="refresh"');
  });
});

describe('the answers of a record', () => {
  const textAt = async (row: number) =>
    (await textOf(`/records/${rows[row]!.record}`)).replace(/<!-- -->/g, '').replace(/<[^>]+>/g, ' ');

  it('say without scripts who was taken for whom, and whose data the samples are', async () => {
    const text = (await textAt(1)).replace(/\s+/g, ' ');
    expect(text).toContain('140 of 168 answers are of the right class (56 items, 3 seeds).');
    expect(text).toContain('Most often confused: class 3, taken for swipe right 12 times of 42.');
    expect(text).toContain('2 answers had no single largest value');
    expect(text).toContain('From A set (CC BY 4.0; Somebody, 2020)');
    expect(text).toContain('&lt;b&gt;wave&lt;/b&gt;');
    expect(text).toMatch(/✗ wrong, one of the surest mistakes/);
  });

  it('show pictures, boxes and masks with words for those who do not see them', async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.url}/records/${rows[4]!.record}`);
    await page.getByRole('img', { name: '2 objects, 1 box found' }).scrollIntoViewIfNeeded();
    expect(await page.locator('.sample', { hasText: '2 there, 1 found' }).locator('.box').count()).toBe(3);
    const restored = page.locator('.sample', { hasText: '31.20' }).locator('img');
    expect(await restored.count()).toBe(3);
    await restored.last().scrollIntoViewIfNeeded();
    const naturalWidth = () => restored.last().evaluate((picture) => Number(Reflect.get(picture, 'naturalWidth')));
    await expect.poll(naturalWidth).toBe(96);
    expect(await page.locator('.samples').textContent()).toContain('Dice 83.5\u202f% on this slice');
    for (const summary of ['Channels as a table', 'The linear classifier as a table'])
      await page.getByText(summary).click();
    expect(await page.getByRole('table').filter({ hasText: '<i>income</i>' }).isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('say in words what each kind of sample shows', async () => {
    const text = (await textAt(4)).replace(/\s+/g, ' ');
    for (const words of [
      '6 of 9 queries right',
      '2 of 4 held-out items among the first 10',
      'First match at rank 3',
      'Squared error 0.0124',
      '50 pictures drawn, each by its own seed',
      'Most changed: channel 3, by 0.930',
      'agrees with the black box on 93.0',
      '01_0025: AUC of this clip 91.3',
      'Mean overlap 55.3',
      'class 7 82.0',
    ])
      expect(text).toContain(words);
  });

  it('stand beside every run behind the record, the failed one with its reason', async () => {
    const text = (await textAt(1)).replace(/\s+/g, ' ');
    expect(text).toContain('are 3 runs that ended: 2 published, 0 invalid, 1 failed');
    expect(text).toContain('out-of-memory: The process passed its limit of 4 GiB.');
  });

  it('are told to come later while they are worked out', async () => {
    expect(await textAt(2)).toContain('being worked out, for the first reader');
  });
});

describe('search', () => {
  it('shows hits while one types, by keyboard, and their text stays text', async () => {
    const page = await site.browser.newPage();
    const complaints = listen(page);
    await page.goto(site.url);
    const box = page.getByRole('combobox', { name: 'Search tasks' });
    await box.pressSequentially('light');
    const hits = page.getByRole('option');
    await hits.nth(3).waitFor();
    expect(await hits.count()).toBe(4);
    expect(await hits.nth(3).textContent()).toContain('<img src=x');
    expect(await violations(page)).toEqual([]);
    await box.press('ArrowDown');
    await box.press('ArrowDown');
    expect(await page.getByRole('option', { selected: true }).textContent()).toContain(task.paper.title);
    await box.press('Escape');
    expect(await hits.first().isVisible()).toBe(false);
    await box.press('ArrowUp');
    await box.press('Enter');
    await page.waitForURL('**/tasks/lighthart-kd-har');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is a form without JavaScript', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(site.url);
    await page.getByRole('combobox', { name: 'Search the site' }).fill('light');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=light');
    expect(
      await page.locator('.hits a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual([`/tasks/${task.id}`, `/papers/${task.id}`, '/search?q=ada&kind=method', `/records/${rows[4]!.record}`]);
    await context.close();
  });
});

describe('a comparison', () => {
  it('is of the rows that were chosen on the board, and its address holds them', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}/tasks/lighthart-kd-har`);
    await page.getByLabel('Compare B:').check();
    await page.getByLabel('Compare C:').check();
    await page.getByRole('button', { name: 'Compare chosen rows' }).click();
    expect(page.url()).toBe(`${site.url}/compare?r=${rows[1]!.record}&r=${rows[2]!.record}`);
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain('A is better, by 2.70');
    expect(text).toContain('No difference shown; the test would have shown one of 4.10');
    expect(text).toContain('Too few starts to tell apart: 2 starts.');
    expect(text).toContain('agree on 1,259; “correct” is larger for A on 2, for B on 1');
    expect(await page.locator('.ecdf .wide .series').count()).toBe(4);
    await page.getByRole('link', { name: 'compare all with B' }).click();
    expect(page.url()).toBe(`${site.url}/compare?r=${rows[2]!.record}&r=${rows[1]!.record}`);
    await context.close();
  });
});

describe('a board as a reader chose it', () => {
  const address = '/tasks/lighthart-kd-har?variant=utd-mhad&only=valid&sort=latency&columns=energy';

  it('says that it is narrowed, and leads to a file of exactly that', async () => {
    const page = await site.browser.newPage();
    await page.goto(site.url + address);
    expect(await page.locator('.below-table').textContent()).toContain('6 of 9 rows shown');
    const shown = await page
      .locator('.board tbody a.method')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const file = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    const response = await fetch(site.url + file);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = (await response.text()).trimEnd().split('\r\n');
    expect(lines.slice(1).map((line) => `/records/${line.split(',').at(-1)}`)).toEqual(shown);
    expect(lines[0]).toContain(',energyJoules,');
    expect((await fetch(`${site.url}/tasks/lighthart-kd-har/export/exe`)).status).toBe(404);
    await page.close();
  });

  it('is chosen by a form, and a weighting of one’s own is marked as such', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(site.url + address);
    await page.getByText('Columns, and what matters to you').click();
    await page.getByLabel('p99 (ms)').check();
    await page.getByLabel('Weight of accuracy').fill('20');
    await page.getByRole('button', { name: 'Show with this weighting' }).click();
    const query = new URL(page.url()).searchParams;
    expect([query.get('only'), query.get('weight'), query.getAll('columns')]).toEqual([
      'valid',
      '20',
      ['rank', 'p99', 'energy'],
    ]);
    expect(await page.getByRole('note').textContent()).toContain('Your own view: 20 % Accuracy, 80 % speed');
    expect(await page.getByRole('columnheader', { name: 'Your weighting' }).count()).toBe(1);
    await context.close();
  });
});

describe('a board of a thousand rows', () => {
  const path = '/tasks/crowd-1000';
  const recordsOf = (html: string) =>
    [...html.matchAll(/class="method foreign" href="\/records\/(\w+)"/g)].map(([, id]) => id!);
  const nextOf = (html: string) => {
    const [, before, behind] = /href="([^"#]+)[^>]*rel="next"|rel="next"[^>]*href="([^"#]+)/.exec(html) ?? [];
    return (before ?? behind)?.replaceAll('&amp;', '&');
  };

  it('is read page by page, by links alone, and its pages are hardly larger than one of a hundred', async () => {
    const hundred = await textOf('/tasks/crowd-100');
    const first = await textOf(path);
    const second = await textOf(nextOf(first)!);
    const last = await textOf(`${path}?page=10`);
    const found = [first, second, last].map(recordsOf);
    expect(found.map(({ length }) => length)).toEqual([100, 100, 100]);
    expect(new Set(found.flat()).size).toBe(300);
    expect([nextOf(hundred), nextOf(last)]).toEqual([undefined, undefined]);
    expect(recordsOf(hundred)).toHaveLength(100);
    expect(Math.max(first.length, second.length, last.length)).toBeLessThan(1.1 * hundred.length);
  });

  it('fits on a phone without scripts, goes on and back, and begins anew where the order changes', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.goto(`${site.url}${path}?page=4`);
    expect(await widthOf(page)).toBeLessThanOrEqual(390);
    const pages = page.getByRole('navigation', { name: 'Pages of the rows' }).first();
    expect(await pages.textContent()).toContain('Rows 301 to 400 of 1,000');
    expect(await pages.getByRole('link', { name: 'Page 4', exact: true }).getAttribute('aria-current')).toBe('page');
    await pages.getByRole('link', { name: 'Next' }).click();
    expect(new URL(page.url()).searchParams.get('page')).toBe('5');
    expect(await page.locator('.board tbody a.method').first().textContent()).toBe('Model 401');
    expect(await pages.getByRole('link', { name: 'Previous' }).getAttribute('href')).toContain('page=4');
    const sorted = await page.locator('.board thead a').first().getAttribute('href');
    expect(sorted).not.toContain('page=');
    const file = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    expect((await textOf(file!)).trimEnd().split('\r\n')).toHaveLength(1001);
    await context.close();
  });
});

describe('rows that are chosen on several pages', () => {
  const path = '/tasks/crowd-101';
  const boxesOf = (html: string) =>
    [...html.matchAll(/<input[^>]*class="pin"[^>]*>/g)].map(([box]) => ({
      record: /value="(\w+)"/.exec(box)![1]!,
      isChosen: box.includes(' checked'),
    }));

  it('stand in the address, and go along by a form alone', async () => {
    const boxes = boxesOf(await textOf(`${path}?sort=-latency`));
    const chosen = [boxes[3]!.record, boxes[99]!.record];
    const sent = (part: Record<string, string>, records: readonly string[]) => {
      const query = new URLSearchParams([...Object.entries(part), ...records.map((record) => ['r', record])]);
      return fetch(`${site.url}${path}/choice?${query}`, { redirect: 'manual' });
    };
    const kept = await sent({ board: 'sort=-latency&page=2', keep: 'yes' }, chosen);
    expect(kept.status).toBe(303);
    const address = `${path}?sort=-latency&page=2&chosen=${chosen.join('%2C')}`;
    expect(kept.headers.get('location')).toBe(`${address}#rows`);
    const second = await textOf(address);
    expect(second).toContain('2 rows are chosen that are not on this page');
    for (const record of chosen) expect(second).toContain(`<input type="hidden" name="r" value="${record}"/>`);
    const first = boxesOf(await textOf(address.replace('&page=2', '')));
    expect(first.flatMap(({ record, isChosen }) => (isChosen ? [record] : []))).toEqual(chosen);
    const compared = await sent({ board: '' }, chosen);
    expect(compared.headers.get('location')).toBe(`/compare?r=${chosen[0]}&r=${chosen[1]}`);
  });

  it('go along with the links to other pages', async () => {
    const page = await site.browser.newPage();
    await page.goto(site.url + path);
    const boxes = page.locator('.board .pin');
    await boxes.nth(3).check();
    const chosen = [await boxes.nth(3).getAttribute('value')];
    await page.getByRole('link', { name: 'Next' }).first().click();
    await page.getByText('1 row is chosen that is not on this page').waitFor();
    chosen.push(await boxes.first().getAttribute('value'));
    await boxes.first().check();
    await page.getByRole('button', { name: 'Compare chosen rows' }).click();
    await page.waitForURL('**/compare?**');
    expect(new URL(page.url()).search).toBe(`?${chosen.map((record) => `r=${record}`).join('&')}`);
    await page.close();
  });
});

describe('a form that is refused', () => {
  it('still has what was filled in, for who sent it', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    await context.addCookies([{ name: cookieName, value: testToken, url: site.url }]);
    const page = await context.newPage();
    await page.goto(`${site.url}/challenges`);
    await page.locator('.deed summary').click();
    await page.getByLabel('Title').fill('Spring <b>cup</b>');
    await page.getByLabel('Name in addresses').fill('spring-cup');
    await page.locator('textarea').fill('Two paragraphs.\n\nOf text.');
    for (const name of ['opensAt', 'closesAt', 'revealAt'])
      await page.locator(`input[name=${name}]`).fill('2027-03-01T00:00');
    await page.locator('input[name=runsPerDay]').fill('7');
    await page.locator('input[name=ownFigures]').uncheck();
    await page.locator('.deed button').click();
    await page.getByRole('alert').waitFor();
    expect(await page.locator('input[name=title]').inputValue()).toBe('Spring <b>cup</b>');
    expect(await page.locator('textarea').inputValue()).toBe('Two paragraphs.\n\nOf text.');
    expect(await page.locator('input[name=closesAt]').inputValue()).toBe('2027-03-01T00:00');
    expect(await page.locator('input[name=runsPerDay]').inputValue()).toBe('7');
    expect(await page.locator('input[name=ownFigures]').isChecked()).toBe(false);
    expect(await (await fetch(page.url())).text()).not.toContain('Spring &lt;b&gt;');
    await context.close();
  });
});

describe('what no script changes', () => {
  const compared = `/compare?r=${rows[1]!.record}&r=${rows[2]!.record}&r=${rows[4]!.record}`;

  it.each([
    { of: 'a board', path: '/tasks/crowd-100', most: 0.2, marks: ['row-', 'Model 7', 'whisker'], data: 'row-cv' },
    { of: 'home', path: '/', most: 0.25, marks: ['variant-board', 'task-entry'], data: 'variant-board' },
    { of: 'a comparison', path: compared, most: 0.4, marks: ['verdict-words', 'series-1'], data: 'verdict-words' },
    {
      of: 'a challenge',
      path: '/challenges/spring-cup',
      most: 0.3,
      marks: ['variant-board', 'commitment'],
      data: 'commitment',
    },
    {
      of: 'its organiser',
      path: '/challenges/autumn-cup',
      token: testToken,
      most: 0.5,
      marks: ['textarea'],
      data: 'textarea',
    },
  ])('is sent once, to $of: in a document as markup, to the browser’s React as data', async (page) => {
    const cookie = { cookie: `${cookieName}=${page.token ?? ''}` };
    const html = await (await fetch(site.url + page.path, { headers: cookie })).text();
    const scripts = [...html.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)].map(([, text]) => text).join('');
    for (const mark of page.marks) {
      expect(html).toContain(mark);
      expect(scripts).not.toContain(mark);
    }
    expect(scripts.length).toBeLessThan(html.length * page.most);
    const data = await (await fetch(site.url + page.path, { headers: { ...cookie, rsc: '1' } })).text();
    expect(data).toContain(page.data);
    expect(data).not.toContain('<tr');
  });

  it('keeps the focus where a page shows itself anew', async () => {
    const page = await site.browser.newPage();
    await page.addInitScript('const usual = setInterval; window.setInterval = (act, ms) => usual(act, ms / 20);');
    await page.goto(site.url);
    const link = page.locator('.tasks tbody a').nth(1);
    await link.focus();
    const markup = await page.locator('.part').elementHandle();
    const isShownAnew = () => markup!.evaluate((part) => !Reflect.get(part, 'isConnected'));
    await expect.poll(isShownAnew, { timeout: 20_000 }).toBe(true);
    expect(await link.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await page.close();
  });

  it('stay where a reader narrows the board without leaving the document, and goes back', async () => {
    const page = await site.browser.newPage();
    const complaints = listen(page);
    await page.goto(`${site.url}/tasks/lighthart-kd-har?variant=utd-mhad`);
    await page.evaluate('window.sameDocument = true');
    const names = () => page.locator('.board tbody th').allTextContents();
    const marks = () => page.locator('.plot svg a').count();
    const shown = (count: number) => page.locator('.below-table').getByText(`${count} of 9 rows shown`).waitFor();
    const atFirst = { names: await names(), marks: await marks() };
    await page.getByRole('link', { name: 'VALID', exact: true }).click();
    await shown(6);
    const narrowed = { names: await names(), marks: await marks() };
    expect(narrowed.names).toEqual(atFirst.names.filter((name) => narrowed.names.includes(name)));
    expect([atFirst.names.length, narrowed.names.length]).toEqual([7, 6]);
    await page.goBack();
    await shown(7);
    expect({ names: await names(), marks: await marks() }).toEqual(atFirst);
    await page.goForward();
    await shown(6);
    expect({ names: await names(), marks: await marks() }).toEqual(narrowed);
    expect(await page.evaluate('window.sameDocument')).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('an embed', () => {
  const state = '?variant=utd-mhad&only=valid&sort=latency&columns=energy&weight=30';

  it('shows the rows and columns of the page at the same address, in a frame of another site', async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.url}/tasks/lighthart-kd-har${state}`);
    const text = (selector: string) => page.locator(selector).allTextContents();
    const [rowsOfPage, headsOfPage] = [await text('.board tbody th'), await text('.board thead th')];
    await page.getByText('Embed', { exact: true }).click();
    const snippet = (await page.locator('.snippet[open] code').textContent()) ?? '';
    expect(snippet).toMatch(/^<iframe src="http:[^"]+" .*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    // The document server stands for another site: another origin, with no policy of its own.
    await page.goto(`${site.apiUrl}/api/health`);
    const complaints = listen(page);
    const refused: string[] = [];
    page.on('response', (response) => {
      if (response.url().startsWith(site.url) && !response.ok()) refused.push(response.url());
    });
    await page.setContent(snippet);
    const frame = page.frameLocator('iframe');
    await frame.locator('.board').waitFor();
    expect(await frame.locator('.board tbody th').allTextContents()).toEqual(rowsOfPage);
    expect(await frame.locator('.board thead th').allTextContents()).toEqual(headsOfPage);
    expect(await frame.getByRole('note').textContent()).toContain('30 % Accuracy');
    expect(await frame.locator('script, input, form').count()).toBe(0);
    expect(refused).toEqual([]);
    // The other site has no icon: that alone is complained of.
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
    await page.close();
  });

  it('may be framed by anybody, runs nothing, and knows nobody; pages may not be framed', async () => {
    const response = await fetch(`${site.url}/embed/tasks/lighthart-kd-har`, {
      headers: { cookie: `${cookieName}=${testToken}` },
    });
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", 'frame-ancestors *', 'sandbox allow-popups'])
      expect(policy).toContain(part);
    expect(policy).not.toContain('script-src');
    expect(policy).not.toContain('allow-same-origin');
    expect(response.headers.get('set-cookie')).toBeNull();
    const markup = await response.text();
    expect(markup).not.toContain('<script');
    const [, icon] = /rel="icon" href="([^"]+)"/.exec(markup) ?? [];
    expect((await fetch(new URL(icon ?? '/no-icon', site.url))).status).toBe(200);
    for (const path of ['/', '/tasks/lighthart-kd-har', '/submit', '/embedded', '/api/v1/tasks'])
      expect((await fetch(site.url + path)).headers.get('content-security-policy') ?? '').not.toContain('ancestors *');
    expect((await fetch(`${site.url}/embed/tasks/none`)).status).toBe(404);
  });
});

describe('a paper', () => {
  it('has measurements beside its claims on its own data only', async () => {
    const text = (await textOf('/papers/lighthart-kd-har')).replace(/<!-- -->/g, '').replace(/<[^>]+>/g, ' ');
    expect(text).toContain('difference −10.66');
    // The surrogate's row of the same method: its value must not stand here.
    expect(text).not.toContain('98.10');
    expect(text).toContain('Measured on other data');
  });

  it('is cited by a file', async () => {
    const response = await fetch(`${site.url}/papers/lighthart-kd-har/bibtex`);
    expect(response.headers.get('content-type')).toBe('application/x-bibtex; charset=utf-8');
    expect(await response.text()).toContain('doi = {10.1007/978-3-031-78354-8_27}');
    expect((await fetch(`${site.url}/papers/none/bibtex`)).status).toBe(404);
  });
});

describe('a session', () => {
  const accountAt = (headers: Record<string, string>) => fetch(`${site.url}/api/v1/account`, { headers });
  const cookie = `${cookieName}=${testToken}`;

  it('begins with the form and ends with its button', async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.url}/submit`);
    await page.getByLabel('Token').fill('pb_of-nobody');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: 'No account has this token' }).waitFor();
    await page.getByLabel('Token').fill(testToken);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Signed in as ada').waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor();
    await page.close();
  });

  it('is used for what the site’s own pages ask, and for nobody else', async () => {
    expect((await accountAt({ cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    for (const site of ['cross-site', 'same-site', 'none'])
      expect((await accountAt({ cookie, 'sec-fetch-site': site })).status).toBe(401);
    expect((await accountAt({ cookie, origin: 'http://evil.example' })).status).toBe(401);
    expect((await accountAt({ cookie })).status).toBe(401);
  });

  it('ends where its token is no longer good', async () => {
    const response = await accountAt({ cookie: `${cookieName}=pb_revoked`, 'sec-fetch-site': 'same-origin' });
    expect(response.status).toBe(401);
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
  });

  it('is not begun by a page of another site', async () => {
    const body = new URLSearchParams({ token: testToken });
    const response = await fetch(`${site.url}/session`, {
      method: 'POST',
      body,
      headers: { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' },
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('what is chosen to be sent', () => {
  it('is looked at before it is sent', async () => {
    const context = await site.browser.newContext();
    await context.addCookies([{ name: cookieName, value: testToken, url: site.url }]);
    const page = await context.newPage();
    await page.goto(`${site.url}/submit`);
    const archive = page.getByLabel('an archive');
    await archive.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await page.getByRole('alert').filter({ hasText: 'Expected one folder, or one archive' }).waitFor();
    expect(await page.getByRole('button', { name: 'Submit' }).isDisabled()).toBe(true);
    await archive.setInputFiles({ name: 'mine.tar', mimeType: 'application/x-tar', buffer: Buffer.alloc(2048) });
    await page.getByText('mine.tar, 0.0 MiB').waitFor();
    expect(await page.getByRole('button', { name: 'Submit' }).isDisabled()).toBe(false);
    await context.close();
  });
});

describe('text that others wrote', () => {
  it('stays text', async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.url}/tasks/lighthart-kd-har`);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('broken');
    expect(await page.locator('#row-e th').textContent()).toContain(hostileTitle.slice(0, 20));
    expect(await page.content()).not.toContain('\u202e');
    expect(await page.content()).not.toContain('W'.repeat(200));
    expect(await page.locator('#row-e th').textContent()).toContain('👩‍👩‍👧');
    await page.close();
  });
});

describe('the server', () => {
  it('sends a policy without unsafe scripts, and a new nonce each time', async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await fetch(site.url)).headers.get('content-security-policy')),
    );
    expect(policies[0]).not.toMatch(/unsafe/);
    expect(policies[0]).not.toBe(policies[1]);
  });

  it('passes /api on, so that one origin suffices', async () => {
    const response = await fetch(`${site.url}/api/v1/tasks`);
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveProperty('items');
  });

  it.each([
    '/nothing',
    '/tasks/none',
    '/records/none',
    '/papers/none',
    '/runs/none',
    '/docs/none',
    '/docs/..%2F..%2FREADME',
  ])('answers 404 to %s', async (path) => {
    expect((await fetch(site.url + path)).status).toBe(404);
  });

  it('does not call a board empty that it could not be told of', async () => {
    const textWithout = async (refused: RegExp) => {
      const api = createServer(async ({ url = '' }, response) => {
        const answer = refused.test(url) ? null : await fetch(site.apiUrl + url);
        response.writeHead(answer?.status ?? 503, { 'Content-Type': 'application/json' });
        response.end(answer ? await answer.text() : '{}');
      });
      await new Promise<void>((listening) => api.listen(0, '127.0.0.1', listening));
      const alone = await startSite(`http://127.0.0.1:${(api.address() as AddressInfo).port}`);
      try {
        return (await (await fetch(alone.url)).text()).replace(/<!-- -->/g, '');
      } finally {
        alone.process.kill();
        api.closeAllConnections();
        api.close();
      }
    };
    const [withoutList, withoutBoard] = [await textWithout(/boards$/), await textWithout(/board\?variant=utd-mhad$/)];
    expect(withoutList).toContain(task.title);
    expect(withoutList).not.toContain('No rows yet on');
    expect(withoutBoard).toContain('1 board could not be loaded.');
    expect(withoutBoard).toMatch(/No rows yet on/);
    expect(withoutBoard).not.toContain(`href="/tasks/${task.id}?variant=utd-mhad"`);
  });

  it('says where to look when the API is down, and leaves with its parent', async () => {
    const alone = await startSite('http://127.0.0.1:9');
    try {
      const html = await (await fetch(alone.url)).text();
      expect(html).toContain('http://127.0.0.1:9/api/health');
      expect((await fetch(`${alone.url}/api/v1/tasks`)).status).toBe(502);
      const left = once(alone.process, 'exit');
      alone.process.disconnect();
      expect(await left).toEqual([0, null]);
    } finally {
      alone.process.kill();
    }
  });
});
