import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { languageCookieName } from './lib/languages.mjs';
import { textsOnlyIn } from './testing/catalogue-text';
import { violations, visit, widthOf } from './testing/page-checks';
import { pages } from './testing/page-list';
import { siteWithDocuments } from './testing/site-with-documents';

const site = siteWithDocuments();
const english = textsOnlyIn('en', 'de');
const phone = { width: 390, height: 900 };

/** Runs in the page: its texts and what is said of its elements, without what is marked as another language, names that people chose, and code. */
const textsOfPage = `(() => {
  const elsewhere = '[lang]:not(html):not([lang=de]), .foreign, code, script, style, noscript';
  const texts = [document.title];
  for (const element of document.querySelectorAll('*')) {
    if (element.closest(elsewhere)) continue;
    for (const name of ['aria-label', 'placeholder', 'alt', 'data-label', 'title'])
      if (element.hasAttribute(name)) texts.push(element.getAttribute(name));
    for (const node of element.childNodes) if (node.nodeType === 3) texts.push(node.textContent);
  }
  return texts.map((text) => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
})()`;

/** English messages that stand on the page: short ones as the whole of a text, sentences anywhere. */
async function englishOn(page: Page): Promise<string[]> {
  const texts = (await page.evaluate(textsOfPage)) as string[];
  return english.filter((message) =>
    texts.some((text) => text === message || (message.split(' ').length > 2 && text.includes(message))),
  );
}

let page: Page;
beforeAll(async () => {
  page = await site.browser.newPage({ viewport: phone, locale: 'de-DE' });
});

/** One of each kind of page. Rules look at markup, which is the same in both languages but for labels; every state in English is held to them. */
const heldToRules = new Set([
  'home',
  'board as a reader chose it',
  'comparison',
  'record',
  'run in progress',
  'challenge, for an organiser',
  'submit',
]);

it('holds pages to the rules that there are', () => {
  expect(pages.filter(({ name }) => heldToRules.has(name))).toHaveLength(heldToRules.size);
});

describe.each(pages)('$name, in German', (listed) => {
  it('has no English message, fits on a phone, and is accessible', async () => {
    await visit(page, site.url, listed);
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    expect(await englishOn(page)).toEqual([]);
    expect(await widthOf(page)).toBeLessThanOrEqual(phone.width);
    if (heldToRules.has(listed.name)) expect(await violations(page)).toEqual([]);
  });
});

it('finds what is not translated: on a page in English much', async () => {
  const page = await site.browser.newPage({ locale: 'en-GB' });
  await page.goto(`${site.url}/tasks/lighthart-kd-har`);
  const found = await englishOn(page);
  expect(found).toEqual(expect.arrayContaining(['How to read this', 'Which rows to show', 'Compare chosen rows']));
  expect(found.length).toBeGreaterThan(50);
  await page.close();
});

describe('the language', () => {
  const asked = (path: string, headers: Record<string, string> = {}) => fetch(site.url + path, { headers });

  it('is switched by a link that keeps the page, without JavaScript, and stays', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`${site.url}/tasks/lighthart-kd-har?variant=surrogate`);
    await page.getByRole('link', { name: 'Deutsch' }).click();
    expect(new URL(page.url()).search).toBe('?variant=surrogate&lang=de');
    await page.getByRole('link', { name: 'Paper', exact: true }).click();
    expect(new URL(page.url()).search).toBe('');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Paper');
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Papers');
    await context.close();
  });

  it('is followed by a page in another tab, head and all, once it is looked at', async () => {
    const context = await site.browser.newContext({ locale: 'en-GB' });
    context.setDefaultTimeout(60_000);
    const [here, elsewhere] = [await context.newPage(), await context.newPage()];
    await here.goto(`${site.url}/papers`);
    await elsewhere.goto(`${site.url}/search?lang=de`);
    // Its scripts may not have begun yet: a reader looks again, too.
    const lookedAt = async () => {
      await here.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
      return here.locator('html').getAttribute('lang');
    };
    await expect.poll(lookedAt, { timeout: 60_000, interval: 500 }).toBe('de');
    await here.getByRole('heading', { level: 1, name: 'Paper', exact: true }).waitFor();
    await here.getByRole('link', { name: 'English' }).waitFor();
    await context.close();
  });

  it('is told to caches, browsers and search engines', async () => {
    const response = await asked('/papers', { 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' });
    expect(response.headers.get('content-language')).toBe('de');
    const varied = (response.headers.get('vary') ?? '').toLowerCase().split(/, */);
    expect(varied).toEqual(expect.arrayContaining(['accept-language', 'cookie']));
    expect(response.headers.get('set-cookie')).toBeNull();
    const html = await response.text();
    expect(html).toContain('<html lang="de"');
    for (const [language, path] of [
      ['de', '/papers?lang=de'],
      ['en', '/papers?lang=en'],
      ['x-default', '/papers'],
    ])
      expect(html).toMatch(new RegExp(`hreflang="${language}" href="http://[^"/]+${path!.replace('?', '\\?')}"`, 'i'));
  });

  it('is chosen for good by an address, but for what stands in another site’s page', async () => {
    const chosen = await asked('/?lang=de');
    expect(chosen.headers.get('set-cookie')).toContain(`${languageCookieName}=de`);
    expect(await chosen.text()).toContain('Was Publikationen behaupten');
    const embedded = await asked('/embed/tasks/lighthart-kd-har?lang=de', { 'accept-language': 'en' });
    expect(embedded.headers.get('set-cookie')).toBeNull();
    expect(embedded.headers.get('content-language')).toBe('de');
    expect(await embedded.text()).toContain('Buchstaben wie im Diagramm');
  });

  it('is the same in the head, the page and its parts when two readers ask at once', async () => {
    const texts = await Promise.all(
      ['de', 'en', 'de', 'en', 'de', 'en'].map(async (language) => {
        const text = await (await asked('/runs', { 'accept-language': language })).text();
        return [text.includes('<title>Läufe'), text.includes('Warteschlange'), text.includes('In progress')];
      }),
    );
    expect(texts.filter(([title]) => title)).toHaveLength(3);
    for (const [title, , progress] of texts) expect(progress).toBe(!title);
  });

  it('of figures is the page’s, and of files for programs none', async () => {
    const path = '/tasks/lighthart-kd-har';
    const page = await (await asked(path, { 'accept-language': 'de' })).text();
    expect(page).toContain('[69,46; 73,01]');
    const files = await Promise.all(
      ['en', 'de'].map(async (language) =>
        (await asked(`${path}/export/json`, { 'accept-language': language })).text(),
      ),
    );
    expect(files[1]).toBe(files[0]);
  });
});
