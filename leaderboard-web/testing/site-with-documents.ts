import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startDocumentServer } from './document-server';

const siteServer = fileURLToPath(new URL('../server.mjs', import.meta.url));
const build = fileURLToPath(new URL('../.next/BUILD_ID', import.meta.url));
const switches = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'].concat([
  '--disable-background-networking',
  '--disable-component-update',
]);

export interface Site {
  readonly process: ChildProcess;
  readonly url: string;
}

/** The built site in a process of its own, on a free port, that asks this API. */
export async function startSite(apiUrl: string): Promise<Site> {
  // Vitest's own `NODE_ENV` would have Next.js render with React's development build: another one than readers get, and slower.
  const environment = { NODE_ENV: 'production', PARETOBOARD_API_URL: apiUrl, PARETOBOARD_WEB_PORT: '0' } as const;
  const child = fork(siteServer, { env: { ...process.env, ...environment } });
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return { process: child, url: message.url };
}

/** For the tests of one file: the site in front of the documents of `documents.ts`, and a browser. Both are there once the tests begin. */
export function siteWithDocuments(): {
  readonly url: string;
  readonly apiUrl: string;
  readonly browser: Browser;
} {
  let documents: Awaited<ReturnType<typeof startDocumentServer>>;
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    if (!existsSync(build)) throw new Error('The site is not built: run `npm run setup` first.');
    documents = await startDocumentServer();
    [site, browser] = await Promise.all([
      startSite(documents.url),
      chromium.launch({ executablePath: process.env.PARETOBOARD_BROWSER ?? '/usr/bin/chromium', args: switches }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    site?.process.kill();
    documents?.server.closeAllConnections();
    documents?.server.close();
  });
  return {
    get url() {
      return site.url;
    },
    get apiUrl() {
      return documents.url;
    },
    get browser() {
      return browser;
    },
  };
}
