import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cookieName } from './lib/session.mjs';
import { rows, testToken } from './testing/documents';
import { listen, violations, widthOf } from './testing/page-checks';
import { siteWithDocuments } from './testing/site-with-documents';

const pages = [
  { name: 'home', path: '/' },
  { name: 'board', path: '/tasks/lighthart-kd-har' },
  { name: 'board of ranked rows', path: '/tasks/lighthart-kd-har?variant=surrogate' },
  { name: 'board without rows', path: '/tasks/lighthart-kd-har?variant=stand-in' },
  { name: 'board that a filter emptied', path: '/tasks/lighthart-kd-har?variant=surrogate&track=multimodal' },
  { name: 'comparison', path: `/compare?r=${rows[1]!.record}&r=${rows[2]!.record}&r=${rows[4]!.record}` },
  { name: 'comparison of nothing', path: '/compare?r=nonsense' },
  { name: 'papers', path: '/papers' },
  { name: 'paper', path: '/papers/lighthart-kd-har' },
  { name: 'paper without a task', path: '/papers/openear' },
  { name: 'search', path: '/search?q=light' },
  { name: 'search without hits', path: '/search?q=nothing' },
  {
    name: 'board as a reader chose it',
    path: '/tasks/lighthart-kd-har?sort=-p90&columns=p90&columns=energy&columns=metric-macro-f1&weight=70&only=valid',
  },
  { name: 'embedded board', path: '/embed/tasks/lighthart-kd-har?only=valid&sort=latency' },
  { name: 'embedded board without rows', path: '/embed/tasks/lighthart-kd-har?variant=stand-in' },
  { name: 'record', path: `/records/${rows[1]!.record}` },
  { name: 'record whose answers are pending', path: `/records/${rows[2]!.record}` },
  { name: 'INVALID record', path: `/records/${rows[4]!.record}` },
  { name: 'runs', path: '/runs' },
  { name: 'run in progress', path: '/runs/run-3' },
  { name: 'failed run', path: '/runs/run-1' },
  { name: 'challenges', path: '/challenges' },
  { name: 'revealed challenge', path: '/challenges/spring-cup' },
  { name: 'challenge, for an organiser', path: '/challenges/autumn-cup', token: testToken },
  { name: 'sign in', path: '/submit' },
  { name: 'sign in after a wrong token', path: '/submit?refused=refused' },
  { name: 'sign in after the provider sent a stranger', path: '/submit?refused=stranger' },
  { name: 'invitation', path: '/invitation?secret=of-a-link' },
  { name: 'submit', path: '/submit', token: testToken },
  { name: 'methodology', path: '/methodology' },
  { name: 'documentation', path: '/docs' },
  { name: 'page of the documentation', path: '/docs/wire' },
];

const views = [
  { width: 390, height: 900, colorScheme: 'light' },
  { width: 1280, height: 900, colorScheme: 'dark' },
] as const;

const site = siteWithDocuments();

describe.each<{ name: string; path: string; token?: string }>(pages)('$name', ({ path, token }) => {
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

/** Where a policy refuses every script, axe cannot run either: it looks at the same markup and styles without one. */
async function withoutPolicy(page: Page): Promise<void> {
  await page.route('**/embed/**', async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
}
