import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../infra/places.mjs';

const fontFolder = join(repositoryRoot, 'node_modules', 'dejavu-fonts-ttf', 'ttf');
const fontAddress = '/fonts-of-the-test/';

/** The site takes the reader's own fonts: for pictures that are the same everywhere these stand in their place. */
const families = {
  serif: { normal: 'DejaVuSerifCondensed', bold: 'DejaVuSerifCondensed-Bold', italic: 'DejaVuSerifCondensed-Italic' },
  sans: { normal: 'DejaVuSansCondensed', bold: 'DejaVuSansCondensed-Bold', italic: 'DejaVuSansCondensed-Oblique' },
  mono: { normal: 'DejaVuSansMono', bold: 'DejaVuSansMono-Bold', italic: 'DejaVuSansMono-Oblique' },
};

function faceOf(family, file, weight, style) {
  return `@font-face { font-family: "test-${family}"; src: url("${fontAddress}${file}.ttf"); font-weight: ${weight}; font-style: ${style}; }`;
}

const styles = Object.entries(families)
  .flatMap(([family, { normal, bold, italic }]) => [
    faceOf(family, normal, '100 500', 'normal'),
    faceOf(family, bold, '501 900', 'normal'),
    faceOf(family, italic, '100 900', 'italic'),
    `:root { --${family}: "test-${family}"; }`,
  ])
  .join('\n');

/** Switches under which Chromium draws text without looking at how this machine is set. */
export const drawingSwitches = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];

/** For the first page of a server that has just started, on a machine with other work. */
const patienceMs = 120_000;

/** When pages are read, for what they say of the present. */
const readAt = new Date('2026-11-22T12:00:00Z');

/** A page that stands still: fonts of its own, a clock that stands, no movement, English, UTC. */
export async function stillPage(browser, { width, height, colorScheme }) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    // The policy of the site refuses styles that are not its own.
    bypassCSP: true,
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.clock.setFixedTime(readAt);
  await page.route(`**${fontAddress}*`, (route) => {
    const file = new URL(route.request().url()).pathname.slice(fontAddress.length);
    return route.fulfill({ contentType: 'font/ttf', body: readFileSync(join(fontFolder, file)) });
  });
  return page;
}

/** A picture of the page's beginning, once its fonts and pictures are there. @param {number} mostHeight in CSS pixels */
export async function stillPicture(page, url, mostHeight) {
  await page.goto(url);
  await page.addStyleTag({ content: styles });
  const pageHeight = await page.evaluate(async () => {
    await document.fonts.ready;
    return document.documentElement.scrollHeight;
  });
  const { width } = page.viewportSize();
  return page.screenshot({
    fullPage: true,
    animations: 'disabled',
    clip: { x: 0, y: 0, width, height: Math.min(pageHeight, mostHeight) },
  });
}
