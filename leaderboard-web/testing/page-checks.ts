import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page, Response, Route } from 'playwright-core';
import { cookieName } from '../lib/session.mjs';
import type { ListedPage } from './page-list';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const options = JSON.stringify({ runOnly: rules, resultTypes: ['violations'] });

/** What the page says on the console from now on that it should not, as it comes. */
export function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

/** CSS pixels; more than the window has: the page scrolls sideways. */
export function widthOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth');
}

/** Rules of WCAG 2.2 AA and good practice that the page breaks now, each with its first place. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  // All that passed, sent out of the browser too, would take as long as the rules themselves.
  return page.evaluate(`axe.run(document, ${options}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`);
}

/**
 * Opens a listed page of the site at `origin` as whoever it is listed for, in a window that may have shown others: a new one
 * is a new process, which compiles every script again and takes longer than what is looked at.
 */
export async function visit(page: Page, origin: string, { path, token }: ListedPage): Promise<Response | null> {
  // While anything is routed the browser keeps no file for the next page.
  await page.unrouteAll();
  await page.context().clearCookies();
  if (token) await page.context().addCookies([{ name: cookieName, value: token, url: origin }]);
  if (path.startsWith('/embed/')) await page.route('**/embed/**', withoutPolicy);
  return page.goto(origin + path);
}

/** Where a policy refuses every script, axe cannot run either: it looks at the same markup and styles without one. */
async function withoutPolicy(route: Route): Promise<void> {
  const response = await route.fetch();
  const { 'content-security-policy': _, ...headers } = response.headers();
  await route.fulfill({ response, headers });
}
