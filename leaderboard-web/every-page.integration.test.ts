import { describe, expect, it } from 'vitest';
import { cookieName } from './lib/session.mjs';
import { listen, violations, widthOf, withoutPolicy } from './testing/page-checks';
import { pages } from './testing/page-list';
import { siteWithDocuments } from './testing/site-with-documents';

const views = [
  { width: 390, height: 900, colorScheme: 'light' },
  { width: 1280, height: 900, colorScheme: 'dark' },
] as const;

const site = siteWithDocuments();

describe.each(pages)('$name', ({ path, token }) => {
  it('is accessible, quiet and fits on a phone in the light and on a desk in the dark', async () => {
    const context = await site.browser.newContext({ viewport: views[0], colorScheme: views[0].colorScheme });
    if (token) await context.addCookies([{ name: cookieName, value: token, url: site.url }]);
    const page = await context.newPage();
    const complaints = listen(page);
    if (path.startsWith('/embed/')) await withoutPolicy(page);
    const response = await page.goto(site.url + path);
    expect(response?.status()).toBe(200);
    for (const { width, height, colorScheme } of views) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
      expect(await violations(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
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
