import type { DataSetStatus } from '@paretoboard/contract/doctor.js';
import { catalogue, type DataSet } from './catalogue.js';
import { readChecksumList } from './checksum-list.js';
import { missingFiles } from './completeness.js';
import { listFiles } from './list-files.js';
import { locateDataSet } from './store.js';

/** What is here of a set: names and sizes, nothing is hashed. @throws DataSetError on an unreadable checksum list */
export async function dataSetStatus(set: DataSet, environment = process.env): Promise<DataSetStatus> {
  const facts = { id: set.id, licence: set.licence, access: set.access, urls: set.archives.map(({ url }) => url) };
  const folder = locateDataSet(set.id, environment);
  if (!folder) return { ...facts, present: false, complete: null, files: null, bytes: null };
  const files = await listFiles(folder);
  const paths = new Set(files.map(({ path }) => path));
  const listed = [...(readChecksumList(set.id, folder)?.keys() ?? [])];
  return {
    ...facts,
    present: true,
    complete: missingFiles(set, files).length === 0 && listed.every((path) => paths.has(path)),
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** Every set of the catalogue. */
export async function dataSetStatuses(environment = process.env): Promise<DataSetStatus[]> {
  return Promise.all(catalogue.map((set) => dataSetStatus(set, environment)));
}
