import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { extract, type Header } from 'tar-stream';
import { expect, it } from 'vitest';
import { LongPathError, tarArchive } from './tar-archive';

async function entriesOf(archive: Blob): Promise<{ header: Header; body: string }[]> {
  const entries: { header: Header; body: string }[] = [];
  const tar = Readable.from(Buffer.from(await archive.arrayBuffer())).pipe(extract());
  for await (const entry of tar) entries.push({ header: entry.header, body: await text(entry) });
  return entries;
}

const file = (path: string, content: string) => ({ path, content: new Blob([content]) });

it('is read by others: sorted paths, contents of any length, long and foreign names', async () => {
  const long = `${'folder/'.repeat(20)}weights.bin`;
  const files = [
    file('b.txt', 'b'.repeat(513)),
    file(long, 'w'),
    file('a/é 漢.txt', ''),
    file('full.bin', 'x'.repeat(512)),
  ];
  const entries = await entriesOf(tarArchive(files));
  expect(entries.map(({ header, body }) => [header.name, header.type, body.length])).toEqual([
    ['a/é 漢.txt', 'file', 0],
    ['b.txt', 'file', 513],
    [long, 'file', 1],
    ['full.bin', 'file', 512],
  ]);
  expect(entries[1]!.body).toBe('b'.repeat(513));
});

it('is the same for the same files in another order', async () => {
  const files = [file('b', '1'), file('a', '2'), file('c', '3')];
  const bytes = async (of: typeof files) => buffer(tarArchive(of).stream());
  expect(await bytes([...files].reverse())).toEqual(await bytes(files));
});

it('names a path that no header can hold', () => {
  expect(() => tarArchive([file('x'.repeat(101), '')])).toThrow(LongPathError);
});
