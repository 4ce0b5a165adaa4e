import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from './read-zip.js';
import { makeZip } from './testing/make-zip.js';

let archive: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read zip '));
  archive = join(folder, 'set.zip');
  await writeFile(
    archive,
    makeZip([
      { name: 'a/one.txt', content: 'first' },
      { name: 'a/two.txt', content: 'second' },
      { name: 'b/one.png', content: 'third' },
    ]),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('readZip', () => {
  it('gives the wanted files alone', async () => {
    const files = await readZip(archive, (name) => name.endsWith('.txt'));
    expect([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['a/one.txt', 'first'],
      ['a/two.txt', 'second'],
    ]);
  });

  it('stops at the size that it was given', async () => {
    await expect(readZip(archive, () => true, 10)).rejects.toThrow('more than 10 bytes');
  });

  it('names an archive that is none', async () => {
    const text = join(folder, 'no.zip');
    await writeFile(text, 'not a zip at all, but long enough to look at twice');
    await expect(readZip(text, () => true)).rejects.toThrow(text);
  });
});
