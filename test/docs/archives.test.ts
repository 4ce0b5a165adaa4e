import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProblemCodeSchema, bundleRemedies } from '@paretoboard/contract/bundle-problem.js';
import { bundleLimits } from '@paretoboard/contract/submission.js';
import { BundleError } from '@paretoboard/harness/submission/archive/bundle-error.js';
import { type Careless, hostileArchives } from '@paretoboard/harness/submission/testing/hostile-archives.js';
import { checkBundle } from '@paretoboard/harness/submission/unpack-bundle.js';
import { expect, it } from 'vitest';
import { markdownTable } from './markdown-table.js';

const careless: Readonly<Record<Careless, string>> = {
  taken: 'takes it',
  outside: 'writes outside of the folder',
  refused: 'refuses it too',
  hangs: 'waits for ever',
};

function inCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

async function messageOf(archive: Buffer, limits = bundleLimits as Parameters<typeof checkBundle>[1]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'archives-'));
  try {
    writeFileSync(join(folder, 'bundle'), archive);
    await checkBundle(join(folder, 'bundle'), limits);
  } catch (error) {
    if (error instanceof BundleError) return error.message;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
  throw new Error('expected a refusal');
}

async function page(): Promise<string> {
  const codes = bundleProblemCodeSchema.options.map((code) => [`\`${code}\``, inCell(bundleRemedies[code])]);
  const rows = await Promise.all(
    hostileArchives.map(async ([what, archive, code, reader, limits]) => {
      const message = await messageOf(archive, limits);
      return [inCell(what), `\`${code}\``, inCell(message), careless[reader]];
    }),
  );
  return `# Archives that are refused

Made from the code by \`npm run docs\`; a test compares.

A bundle is a .tar.gz, .tar or .zip of a submission's folder: at most ${bundleLimits.packedBytes / 2 ** 20} MiB packed, ${bundleLimits.unpackedBytes / 2 ** 30} GiB and ${bundleLimits.files} files and folders unpacked, paths of at most ${bundleLimits.pathBytes} bytes
and ${bundleLimits.folders} folders deep. It is read to its end before anything of it is written. A folder around all files is dropped, and so is what macOS puts beside them
(\`__MACOSX\`). Empty folders, owners, times and modes do not count: a file may be started if it begins as a program (ELF) or a script (\`#!\`) does.

## Causes

${markdownTable(['code', 'what to do'], codes)}

## Each with an example

The last column says what common libraries do with the same bytes when nothing is checked around them (\`tar-stream\`, \`yauzl\`, Node's gunzip).

${markdownTable(['archive with', 'code', 'message', 'a careless reader'], rows)}
`;
}

it('docs/submit/archives.md is what the code says', async () => {
  await expect(await page()).toMatchFileSnapshot('../../docs/submit/archives.md');
});
