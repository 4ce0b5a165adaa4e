import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeZip, type ZipMember } from './testing/make-zip.js';
import { unpackZip } from './unpack-zip.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paretoboard-zip-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function unpack(members: ZipMember[], maximumBytes?: number): Promise<number> {
  const archive = join(folder, 'a.zip');
  writeFileSync(archive, makeZip(members));
  return unpackZip(archive, join(folder, 'out'), maximumBytes);
}

test('files and folders arrive', async () => {
  const members = [
    { name: 'a/', content: '', mode: 0o040755 },
    { name: 'a/b.txt', content: 'one' },
    { name: 'c/d/e.txt', content: '' },
  ];
  expect(await unpack(members)).toBe(2);
  expect(readFileSync(join(folder, 'out/a/b.txt'), 'utf8')).toBe('one');
  expect(readFileSync(join(folder, 'out/c/d/e.txt'), 'utf8')).toBe('');
});

test.each(['../evil', 'a/../../evil', '/evil', 'C:\\evil', '..\\evil'])(
  '%s does not leave the folder',
  async (name) => {
    await expect(unpack([{ name, content: 'x' }])).rejects.toMatchObject({ name: 'ArchiveError' });
    expect(existsSync(join(folder, 'evil'))).toBe(false);
    expect(readdirSync(folder).filter((entry) => entry !== 'a.zip' && entry !== 'out')).toEqual([]);
  },
);

test('links are refused', async () => {
  await expect(unpack([{ name: 'link', content: '/etc', mode: 0o120777 }])).rejects.toThrow('is a link');
});

test('more than the allowed size is refused', async () => {
  const members = ['a', 'b', 'c'].map((name) => ({ name, content: 'x'.repeat(100) }));
  await expect(unpack(members, 250)).rejects.toThrow('more than 250 bytes');
});

test('a file that is no zip is an ArchiveError', async () => {
  writeFileSync(join(folder, 'no.zip'), 'not a zip');
  await expect(unpackZip(join(folder, 'no.zip'), join(folder, 'out'))).rejects.toMatchObject({ name: 'ArchiveError' });
});
