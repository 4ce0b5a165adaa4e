import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Header, pack } from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import { probeSandbox } from '../sandbox/probe.js';
import { unpackRoot } from './unpack-root.js';

const root = mkdtempSync(join(tmpdir(), 'paretoboard unpack '));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function archive(entries: readonly (Partial<Header> & { text?: string })[]): Readable {
  const packed = pack();
  for (const { text = '', ...header } of entries) packed.entry({ name: '', mode: 0o755, ...header }, text);
  packed.finalize();
  return Readable.from(packed);
}

let made = 0;
function target(): string {
  return join(root, `image ${made++}`);
}

describe.runIf(probeSandbox('namespace').available)('an image’s archive', () => {
  it('is unpacked with its links, without its set-user-id bits and device folder', async () => {
    const folder = target();
    await unpackRoot(
      archive([
        { name: 'bin/tool', mode: 0o4755, text: 'tool' },
        { name: 'bin/same', type: 'link', linkname: 'bin/tool' },
        { name: 'lib', type: 'symlink', linkname: '/usr/lib' },
        { name: 'dev/sda', type: 'block-device', devmajor: 8, devminor: 0 },
      ]),
      folder,
      2 ** 20,
    );
    expect(readFileSync(join(folder, 'bin/same'), 'utf8')).toBe('tool');
    expect(lstatSync(join(folder, 'bin/tool')).mode & 0o7777).toBe(0o755);
    expect(readlinkSync(join(folder, 'lib'))).toBe('/usr/lib');
    expect(existsSync(join(folder, 'dev/sda'))).toBe(false);
  });

  it('makes no device files elsewhere either', async () => {
    const folder = target();
    const hostile = archive([{ name: 'home/disk', type: 'block-device', devmajor: 8, devminor: 0 }]);
    await expect(unpackRoot(hostile, folder, 2 ** 20)).rejects.toThrow(/Operation not permitted/);
    expect(existsSync(join(folder, 'home/disk'))).toBe(false);
  });

  it('leads nowhere out of its folder', async () => {
    const outside = join(root, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'kept'), 'kept');
    const folder = target();
    const hostile = archive([
      { name: 'way', type: 'symlink', linkname: outside },
      { name: 'way/kept', text: 'taken' },
      { name: '../../outside/kept', text: 'taken' },
      { name: `${outside}/new`, text: 'taken' },
    ]);
    await unpackRoot(hostile, folder, 2 ** 20).catch(() => {});
    expect(readFileSync(join(outside, 'kept'), 'utf8')).toBe('kept');
    expect(existsSync(join(outside, 'new'))).toBe(false);
  });

  it('may not be larger than allowed', async () => {
    const large = archive([{ name: 'large', text: 'x'.repeat(2 ** 20) }]);
    await expect(unpackRoot(large, target(), 2 ** 19)).rejects.toThrow('unpacks to more than 524288 bytes');
  });

  it('is refused where it is none', async () => {
    await expect(unpackRoot(Readable.from(['no archive at all'.repeat(100)]), target(), 2 ** 20)).rejects.toThrow(
      /does not look like a tar archive/,
    );
  });
});
