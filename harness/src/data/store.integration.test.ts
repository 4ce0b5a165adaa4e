import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addDataSet } from './add.js';
import type { DataSet } from './catalogue.js';
import { catalogue, dataSet } from './catalogue.js';
import { writeChecksumList } from './checksum-list.js';
import { fetchDataSet } from './fetch.js';
import { dataSetStatus } from './status.js';
import { locateDataSet, writableDataRoot } from './store.js';
import { type FileServer, sendFile, serve } from './testing/file-server.js';
import { makeZip } from './testing/make-zip.js';
import { verifyDataSet } from './verify.js';

const mhad = dataSet('utd-mhad')!;
const small: DataSet = {
  ...mhad,
  expected: [
    { under: 'Inertial', suffix: '_inertial.mat', files: 2 },
    { under: 'Skeleton', suffix: '_skeleton.mat', files: 1 },
  ],
};

let folder: string;
let environment: NodeJS.ProcessEnv;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paretoboard-store-'));
  environment = { PARETOBOARD_CACHE: join(folder, 'cache') };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(root: string, files: Record<string, string>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

const copy = {
  'Inertial/a1_s1_t1_inertial.mat': 'one',
  'Inertial/a1_s1_t2_inertial.mat': 'two',
  'Skeleton/a1_s1_t1_skeleton.mat': 'three',
};

test('a copy is added below the cache where PARETOBOARD_DATA is not set, and found there', async () => {
  const added = await addDataSet(small, write(join(folder, 'copy'), copy), { environment });
  expect(added).toBe(join(folder, 'cache', 'data', 'utd-mhad'));
  expect(locateDataSet('utd-mhad', environment)).toBe(added);
  expect(await dataSetStatus(small, environment)).toMatchObject({ present: true, complete: true, files: 3, bytes: 11 });
});

test('PARETOBOARD_DATA is written to if it can be', () => {
  const chosen = join(folder, 'data');
  mkdirSync(chosen);
  expect(writableDataRoot({ ...environment, PARETOBOARD_DATA: chosen })).toBe(chosen);
  const missing = join(folder, 'missing');
  expect(writableDataRoot({ ...environment, PARETOBOARD_DATA: missing })).toBe(join(folder, 'cache', 'data'));
});

test('a link takes no second copy', async () => {
  const added = await addDataSet(small, write(join(folder, 'copy'), copy), { environment, link: true });
  expect(lstatSync(added).isSymbolicLink()).toBe(true);
  expect(await dataSetStatus(small, environment)).toMatchObject({ complete: true });
});

test('an incomplete copy, a wrong folder and a copy that the reader refuses leave nothing in the store', async () => {
  const { 'Skeleton/a1_s1_t1_skeleton.mat': _left, ...incomplete } = copy;
  const add = (files: Record<string, string>, checkLayout?: () => Promise<void>) =>
    addDataSet(small, write(mkdtempSync(join(folder, 'copy-')), files), {
      environment,
      ...(checkLayout ? { checkLayout } : {}),
    });
  await expect(add(incomplete)).rejects.toMatchObject({ name: 'DataSetError', found: '0' });
  await expect(add({ 'other.txt': 'x' })).rejects.toMatchObject({ name: 'DataSetError' });
  await expect(add(copy, () => Promise.reject(new Error('no MATLAB file')))).rejects.toThrow('no MATLAB file');
  expect(locateDataSet('utd-mhad', environment)).toBeNull();
  expect(existsSync(join(folder, 'cache', 'data')) ? readdirSync(join(folder, 'cache', 'data')) : []).toEqual([]);
});

test('a set that is there already is not overwritten', async () => {
  const source = write(join(folder, 'copy'), copy);
  await addDataSet(small, source, { environment });
  await expect(addDataSet(small, source, { environment })).rejects.toMatchObject({ refusal: 'present' });
});

test('verify tells missing, changed and unlisted files apart', async () => {
  const root = write(join(folder, 'copy'), copy);
  await writeChecksumList(root);
  expect(await verifyDataSet(small, root)).toMatchObject({ ok: true, checked: 3, extra: [] });
  write(root, { 'Inertial/a1_s1_t1_inertial.mat': 'changed', 'more.txt': 'x' });
  rmSync(join(root, 'Inertial/a1_s1_t2_inertial.mat'));
  expect(await verifyDataSet(small, root)).toMatchObject({
    ok: false,
    changed: ['Inertial/a1_s1_t1_inertial.mat'],
    missing: ['Inertial/a1_s1_t2_inertial.mat'],
    extra: ['more.txt'],
    incomplete: ['expected 2 files *_inertial.mat below Inertial, found 1'],
  });
});

test('without a checksum list verify says that it only counted', async () => {
  const root = write(join(folder, 'copy'), copy);
  expect(await verifyDataSet(small, root)).toMatchObject({ ok: true, hasChecksums: false, checked: 0 });
});

test('a checksum list that points out of the folder is refused', async () => {
  const root = write(join(folder, 'copy'), { ...copy, SHA256SUMS: `${'0'.repeat(64)}  ../secret\n` });
  await expect(verifyDataSet(small, root)).rejects.toMatchObject({ name: 'DataSetError' });
});

function archivesOf(server: FileServer, zips: Record<string, Buffer>, withDigest: boolean): DataSet {
  return {
    ...small,
    archives: Object.entries(zips).map(([fileName, zip]) => ({
      url: `${server.url}/${fileName}`,
      fileName,
      bytes: null,
      sha256: withDigest ? createHash('sha256').update(zip).digest('hex') : null,
      md5: null,
      unpackTo: '',
    })),
  };
}

async function withArchives(
  files: Record<string, string>,
  withDigest: boolean,
  body: (set: DataSet) => Promise<void>,
): Promise<void> {
  const members = (prefix: string) =>
    Object.entries(files)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, content]) => ({ name, content }));
  const zips: Record<string, Buffer> = {
    'Inertial.zip': makeZip(members('Inertial')),
    'Skeleton.zip': makeZip(members('Skeleton')),
  };
  const server = await serve((request, response) =>
    sendFile(request, response, zips[(request.url ?? '').slice(1)]!, '"a"'),
  );
  try {
    await body(archivesOf(server, zips, withDigest));
  } finally {
    await server.close();
  }
}

test('fetch downloads, unpacks, writes a checksum list and removes the archives', async () => {
  await withArchives(copy, true, async (set) => {
    const fetched = await fetchDataSet(set, { environment });
    expect(await verifyDataSet(set, fetched)).toMatchObject({ ok: true, checked: 3 });
    expect(existsSync(join(folder, 'cache', 'downloads', 'utd-mhad'))).toBe(false);
  });
});

test('fetch takes archives without a published checksum only when told to', async () => {
  await withArchives(copy, false, async (set) => {
    await expect(fetchDataSet(set, { environment })).rejects.toMatchObject({ refusal: 'unverified' });
    await fetchDataSet(set, { environment, acceptUnverified: true });
    expect(locateDataSet('utd-mhad', environment)).not.toBeNull();
  });
});

test('archives that lack files make no data set', async () => {
  const { 'Inertial/a1_s1_t1_inertial.mat': _left, ...incomplete } = copy;
  await withArchives(incomplete, true, async (set) => {
    await expect(fetchDataSet(set, { environment })).rejects.toMatchObject({ name: 'DataSetError', found: '1' });
    expect(locateDataSet('utd-mhad', environment)).toBeNull();
  });
});

test('a set without an open download is refused', async () => {
  await expect(fetchDataSet({ ...small, archives: [] }, { environment })).rejects.toMatchObject({
    refusal: 'no-download',
  });
});

const real = process.env.PARETOBOARD_DATA;
for (const set of catalogue.filter(({ id }) => locateDataSet(id) !== null)) {
  test(`the copy of ${set.id} below ${real ? 'PARETOBOARD_DATA' : 'the cache'} is complete`, async () => {
    expect(await verifyDataSet(set, locateDataSet(set.id)!)).toMatchObject({ ok: true, incomplete: [] });
  });
}
