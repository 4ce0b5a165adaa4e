import { resolve } from 'node:path';
import type { DataSetStatus } from '@paretoboard/contract/doctor.js';
import { addDataSet } from '@paretoboard/harness/data/add.js';
import { catalogue, type DataSet, UnknownDataSetError } from '@paretoboard/harness/data/catalogue.js';
import { fetchDataSet } from '@paretoboard/harness/data/fetch.js';
import { availableVariants, openVariant } from '@paretoboard/harness/data/open-variant.js';
import { dataSetStatus, dataSetStatuses } from '@paretoboard/harness/data/status.js';
import { locateDataSet } from '@paretoboard/harness/data/store.js';
import { type DataSetVerification, verifyDataSet } from '@paretoboard/harness/data/verify.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import type { Command } from 'commander';
import type { CommandContext, Register } from '../context.js';
import { writeRows } from '../data-rows.js';
import { exitStatus } from '../exit-status.js';
import { throttledLines } from '../progress-line.js';
import { requireEmpty } from '../require-empty.js';
import { bytesInWords, table } from '../table.js';
import { requireOneOf, UsageError } from '../usage-error.js';

const setIds = catalogue.map((set) => set.id);

function setNamed(id: string): DataSet {
  const name = requireOneOf('data set', id, setIds);
  const found = catalogue.find((set) => set.id === name);
  if (!found) throw new UnknownDataSetError(id);
  return found;
}

/** Opens a copy with the reader of the first task that names the set. */
async function checkLayout(set: DataSet, folder: string): Promise<void> {
  for (const id of taskIds) {
    const task = await loadTask(id);
    const variant = task.definition.variants.find((candidate) => candidate.dataset === set.id);
    if (!variant) continue;
    await task.open({ folder, variant: variant.id });
    return;
  }
}

function presence(status: DataSetStatus): string {
  if (!status.present) return 'no';
  return status.complete ? 'complete' : 'incomplete';
}

function listText(statuses: readonly DataSetStatus[]): string {
  return table(
    ['DATA SET', 'HERE', 'FILES', 'SIZE', 'ACCESS', 'DOWNLOAD', 'LICENCE'],
    statuses.map((status) => [
      status.id,
      presence(status),
      String(status.files ?? '–'),
      bytesInWords(status.bytes),
      status.access,
      status.urls.length > 0 ? 'yes' : 'no',
      status.licence,
    ]),
  );
}

async function answerStatus({ output }: CommandContext, set: DataSet, folder: string): Promise<0> {
  const status = await dataSetStatus(set);
  await output.answer([status], `${set.id}: ${folder}`);
  return exitStatus.done;
}

type NamedVerification = DataSetVerification & { readonly id: string };

function verificationText(results: readonly NamedVerification[]): string {
  const rows = results.map((result) => {
    const found = [
      ...result.missing.map((path) => `missing ${path}`),
      ...result.changed.map((path) => `changed ${path}`),
      ...result.incomplete,
      ...result.extra.map((path) => `not listed ${path}`),
    ];
    const hashed = result.hasChecksums ? `${result.checked} files hashed` : 'no SHA256SUMS: only counted';
    return [result.ok ? 'ok' : 'FAILED', result.id, [hashed, ...found.slice(0, 10)].join('; ')];
  });
  return table(['', 'DATA SET', 'FOUND'], rows);
}

async function verifySet({ output, signal }: CommandContext, set: DataSet): Promise<NamedVerification> {
  const folder = locateDataSet(set.id);
  if (!folder) throw new UsageError(`data set ${set.id} is not here. Run: npx paretoboard data list`);
  const say = throttledLines(output.note);
  const onProgress = (done: number, total: number): void => say(`${set.id}: ${done} of ${total} files`, done === total);
  return { id: set.id, ...(await verifyDataSet(set, folder, { onProgress, signal })) };
}

function registerList(data: Command, run: Parameters<Register>[1]): void {
  data
    .command('list')
    .description('every data set that a task names, and what is here of it')
    .addHelpText('after', '\nExample:\n  $ PARETOBOARD_DATA=/path/to/data npx paretoboard data list')
    .action(
      run(async ({ output }) => {
        const statuses = await dataSetStatuses();
        await output.answer(statuses, listText(statuses));
        return exitStatus.done;
      }),
    );
}

function registerFetch(data: Command, run: Parameters<Register>[1]): void {
  data
    .command('fetch')
    .description('download a set that is open, check it, unpack it; continues what broke off')
    .argument('<set>', 'id of the data set')
    .option('--accept-unverified', 'take archives for which nobody prints a checksum')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard data fetch gtsrb')
    .action(
      run(async (context, id: string, options: { acceptUnverified?: boolean }) => {
        const set = setNamed(id);
        const say = throttledLines(context.output.note);
        context.output.note(`${set.title}; licence: ${set.licence}; cite: ${set.citation}`);
        const folder = await fetchDataSet(set, {
          acceptUnverified: options.acceptUnverified ?? false,
          signal: context.signal,
          checkLayout: (draft) => checkLayout(set, draft),
          onProgress: ({ fileName }, done, total) =>
            say(`${fileName}: ${bytesInWords(done)} of ${bytesInWords(total)}`, done === total),
        });
        return answerStatus(context, set, folder);
      }),
    );
}

function registerAdd(data: Command, run: Parameters<Register>[1]): void {
  data
    .command('add')
    .description('take a local copy, after reading it as the task would')
    .argument('<set>', 'id of the data set')
    .argument('<path>', 'folder of the copy')
    .option('--link', 'a symbolic link instead of a second copy')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard data add utd-mhad ~/Downloads/UTD-MHAD')
    .action(
      run(async (context, id: string, path: string, options: { link?: boolean }) => {
        const set = setNamed(id);
        const folder = await addDataSet(set, path, {
          link: options.link ?? false,
          checkLayout: (draft) => checkLayout(set, draft),
        });
        return answerStatus(context, set, folder);
      }),
    );
}

function registerVerifyData(data: Command, run: Parameters<Register>[1]): void {
  data
    .command('verify')
    .description('hash every file that the set’s SHA256SUMS lists; without a name, every set that is here')
    .argument('[set]', 'id of the data set')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard data verify utd-mhad')
    .action(
      run(async (context, id: string | undefined) => {
        const sets = id === undefined ? catalogue.filter((set) => locateDataSet(set.id)) : [setNamed(id)];
        const results: NamedVerification[] = [];
        for (const set of sets) results.push(await verifySet(context, set));
        const text = results.length === 0 ? 'no data set is here' : verificationText(results);
        await context.output.answer(results, text);
        return results.every((result) => result.ok) ? exitStatus.done : exitStatus.no;
      }),
    );
}

interface RowsOptions {
  readonly variant?: string;
  readonly track?: string;
  readonly out: string;
}

function registerRows(data: Command, run: Parameters<Register>[1]): void {
  data
    .command('rows')
    .description('the rows of train and validation as .npy files, for a model that is trained elsewhere')
    .argument('<task>', 'id of the task')
    .option('--variant <id>', 'variant of the data; default: the closest to the paper that is here')
    .option('--track <id>', 'which inputs a method may see; default: the first track of the task')
    .requiredOption('--out <folder>', 'a new or an empty folder')
    .addHelpText(
      'after',
      '\nExample:\n  $ npx paretoboard data rows enhanced-lenet5-traffic-sign --variant surrogate --out rows',
    )
    .action(
      run(async ({ output }, id: string, options: RowsOptions) => {
        const task = await loadTask(requireOneOf('task', id, taskIds));
        const { tracks, variants } = task.definition;
        const ids = tracks.map((track) => track.id);
        const trackId = options.track === undefined ? ids[0] : requireOneOf(`track of ${id}`, options.track, ids);
        const names = variants.map((variant) => variant.id);
        const variant = options.variant ?? availableVariants(task)[0]?.id ?? 'surrogate';
        const rows = await openVariant(task, requireOneOf(`variant of ${id}`, variant, names));
        const folder = resolve(options.out);
        requireEmpty(folder);
        const track = tracks.find((one) => one.id === trackId)!;
        const files = writeRows(task.definition, track, rows, folder);
        await output.answer({ path: folder, variant, files }, files.map((file) => `${options.out}/${file}`).join('\n'));
        return exitStatus.done;
      }),
    );
}

export const registerData: Register = (program, run) => {
  const data = program
    .command('data')
    .description('the data store')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard data list');
  registerList(data, run);
  registerFetch(data, run);
  registerAdd(data, run);
  registerVerifyData(data, run);
  registerRows(data, run);
};
