import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from './places.mjs';
import { say, step } from './progress.mjs';
import { runTool } from './run-tool.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApplications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium that browser tests use: `PARETOBOARD_BROWSER`, an installed one, or Playwright's. @returns {string | null} */
export function findBrowser() {
  const installed = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const candidates = [process.env.PARETOBOARD_BROWSER, ...installed, ...macApplications, playwrightBrowser()];
  return candidates.find((path) => path && isExecutable(path)) ?? null;
}

/**
 * Finds a browser, else fetches one: through Playwright, else Debian's package when we are root.
 * @returns {Promise<string | null>} null with one line printed when none can be had: the browser tests then fail
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  const problems = [];
  for (const [title, fetch] of [
    ['Chromium through Playwright', fetchThroughPlaywright],
    ['Chromium from Debian', fetchFromDebian],
  ]) {
    try {
      await step(title, fetch);
      const fetched = findBrowser();
      if (fetched) return fetched;
    } catch (error) {
      problems.push(`${title}: ${error.message.split('\n')[0]}`);
    }
  }
  say(
    `no Chromium could be had, so the browser tests will fail: install one, or name it with PARETOBOARD_BROWSER (${problems.join('; ')})`,
  );
  return null;
}

function fetchThroughPlaywright() {
  const cli = join(repositoryRoot, 'node_modules', 'playwright-core', 'cli.js');
  return runTool('playwright-install', [process.execPath, cli, 'install', 'chromium']);
}

async function fetchFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error('needs apt-get and root');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runTool('apt-update', ['apt-get', 'update', '-q'], { env });
  await runTool('apt-install', ['apt-get', 'install', '-qy', '--no-install-recommends', 'chromium'], { env });
}

function playwrightBrowser() {
  try {
    const require = createRequire(pathToFileURL(join(repositoryRoot, 'package.json')));
    const { chromium } = require('playwright-core');
    return chromium.executablePath();
  } catch {
    return null;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
