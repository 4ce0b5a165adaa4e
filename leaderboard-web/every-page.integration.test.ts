import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { listen, violations, visit, widthOf } from './testing/page-checks';
import { pages } from './testing/page-list';
import { siteWithDocuments } from './testing/site-with-documents';

const views = [
  { width: 390, height: 900, colorScheme: 'light' },
  { width: 1280, height: 900, colorScheme: 'dark' },
] as const;

const site = siteWithDocuments();
let page: Page;
let complaints: string[];
beforeAll(async () => {
  page = await site.browser.newPage();
  complaints = listen(page);
});

async function see({ width, height, colorScheme }: (typeof views)[number]): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
}

describe.each(pages)('$name', (listed) => {
  it('is accessible, quiet and fits on a phone in the light and on a desk in the dark', async () => {
    complaints.length = 0;
    await see(views[0]);
    const response = await visit(page, site.url, listed);
    expect(response?.status()).toBe(200);
    for (const view of views) {
      await see(view);
      expect(await widthOf(page)).toBeLessThanOrEqual(view.width);
      expect(await violations(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
});

it('finds what is pale and what has no name', async () => {
  const page = await site.browser.newPage();
  await page.setContent(
    '<html lang="en"><title>A page</title><main><h1>A page</h1><p style="color:#eee">pale</p><img src="data:,"></main></html>',
  );
  expect((await violations(page)).map((found) => found.split(':')[0]).sort()).toEqual(['color-contrast', 'image-alt']);
  await page.close();
});
