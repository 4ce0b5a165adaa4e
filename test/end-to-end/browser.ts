import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../infra/browser.mjs';

/** A real Chromium. @throws when there is none: these tests are never skipped. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) {
    throw new Error(
      'expected a Chromium, found none: install one, or name it with PARETOBOARD_BROWSER=/path/to/chromium',
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
