import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { readColumns } from '@paretoboard/harness/records/column-reader.js';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { sampleData, writeSampleRecord } from '@paretoboard/harness/records/testing/sample-record.js';
import { verifyRecord } from '@paretoboard/harness/records/verify-record.js';
import { program, randomPause, startChild } from './child.mjs';

export async function failedChecks(folder) {
  const { checks } = await verifyRecord(folder);
  return checks.filter(({ ok }) => !ok).map(({ id }) => id);
}

/** A record whose figures are whole although its writer went on: only these say whether the document itself is. */
const documentChecks = ['schema', 'form', 'digest', 'signature'];

async function killRecordWriter({ root, index }) {
  const folder = join(root, `written-${index}`);
  const { child, ended, line } = startChild(program('write-record', folder, root));
  await line();
  await randomPause(200);
  child.kill('SIGKILL');
  const { output } = await ended;
  const broken = (await failedChecks(folder)).filter((id) => documentChecks.includes(id));
  const last = JSON.parse(readFileSync(join(folder, 'record.json'), 'utf8')).digest;
  const written = output.trim().split('\n');
  // The one being written at the kill may have been renamed before it could say so.
  const isOldOrNew = written.at(-1) === last || !written.includes(last);
  return {
    ok: broken.length === 0 && isOldOrNew,
    detail: `killed after ${written.length} records; ${broken.join(', ')}`,
  };
}

async function killSampleWriter({ root, index }) {
  const path = join(root, `streamed-${index}.columns`);
  const { child, ended, line } = startChild(program('stream-samples', path));
  await line();
  await randomPause(100);
  child.kill('SIGKILL');
  const flushed = Number((await ended).output.trim().split('\n').at(-1));
  const table = readColumns(path, 'latencies');
  const latencies = table.numbers('latencyMs');
  const isWhole = latencies.every((value, query) => value === Math.sqrt(query + 1));
  rmSync(path);
  return { ok: isWhole && table.rows >= flushed, detail: `${table.rows} rows readable, ${flushed} were flushed` };
}

/** A file system of its own that holds a few pages: seen by the child alone. */
const smallDisk = (bytes, folder, command) => [
  'unshare',
  '--mount',
  ...(process.getuid() === 0 ? [] : ['--map-root-user', '--user']),
  'sh',
  '-c',
  `mount -t tmpfs -o size=${bytes} none "$0" && "$@"; status=$?; ls -A "$0/record" 2>/dev/null; exit $status`,
  folder,
  ...command,
];

async function diskFull({ root, index }) {
  const mount = join(root, `small-${index}`);
  mkdirSync(mount);
  const bytes = 4_096 * (2 + Math.floor(Math.random() * 7));
  const command = program('write-record', join(mount, 'record'), root, 'once');
  const { status, output, errors } = await startChild(smallDisk(bytes, mount, command)).ended;
  if (/^(unshare|mount):/m.test(errors))
    return { ok: null, detail: `no file system of its own here: ${errors.trim()}` };
  const left = output.trim().split('\n');
  const refused =
    status !== 0 && /ENOSPC/.test(errors) && !left.some((name) => name === 'record.json' || name.endsWith('.part'));
  const fitted = status === 0 && left.includes('record.json');
  return {
    ok: refused || fitted,
    detail: `${bytes} bytes: ${fitted ? 'fitted' : refused ? 'refused, no record left' : errors}`,
  };
}

let original;
async function damaged({ root, index }) {
  if (!original) {
    original = join(root, 'original');
    await writeSampleRecord(original, signingKey(root), sampleData({ items: 40, queries: 70 }));
  }
  const folder = join(root, `damaged-${index}`);
  cpSync(original, folder, { recursive: true });
  const files = readdirSync(folder).filter((name) => /\.(json|columns|pem|log)$/.test(name));
  return { folder, name: files[index % files.length] };
}

const nameOf = (file) => {
  if (file === 'record.json') return documentChecks;
  return file === 'public-key.pem' ? ['signature'] : [`file-${file.replaceAll(/[^a-z0-9]+/g, '-')}`];
};

async function outcomeOf(folder, name, what) {
  const failed = await failedChecks(folder);
  rmSync(folder, { recursive: true });
  return {
    ok: failed.some((id) => nameOf(name).includes(id)),
    detail: `${name} ${what}: ${failed.join(', ') || 'not found'}`,
  };
}

async function truncated(context) {
  const { folder, name } = await damaged(context);
  const bytes = readFileSync(join(folder, name)).length;
  const kept = Math.floor(Math.random() * bytes);
  truncateSync(join(folder, name), kept);
  return outcomeOf(folder, name, `cut to ${kept} of ${bytes} bytes`);
}

/** Every byte of one file of the record in turn over the repetitions; a bit of each that is due. */
async function oneBit(context) {
  const { folder, name } = await damaged(context);
  const whole = readFileSync(join(folder, name));
  const rounds = Number(process.env.FAULTS_BYTES ?? 60);
  const missed = [];
  for (let round = 0; round < rounds; round++) {
    const at = Math.floor((whole.length * (round + Math.random())) / rounds);
    const bytes = Buffer.from(whole);
    bytes[at] ^= 1 << Math.floor(Math.random() * 8);
    writeFileSync(join(folder, name), bytes);
    const failed = await failedChecks(folder);
    if (!failed.some((id) => nameOf(name).includes(id))) missed.push(at);
  }
  rmSync(folder, { recursive: true });
  return { ok: missed.length === 0, detail: `${name}: ${rounds} bits, missed at ${missed.join(', ') || 'none'}` };
}

/** Linux answers EIO to a read of a process's memory at address 0: a file that exists and cannot be read. */
async function readError(context) {
  if (!existsSync('/proc/self/mem')) return { ok: null, detail: 'no /proc here' };
  const { folder, name } = await damaged(context);
  const target = name === 'record.json' || name === 'public-key.pem' ? 'items.columns' : name;
  rmSync(join(folder, target));
  symlinkSync('/proc/self/mem', join(folder, target));
  return outcomeOf(folder, target, 'gives EIO');
}

export const fileKinds = [
  { id: 'kill-record-writer', what: 'kill -9 while one record replaces another', once: killRecordWriter },
  { id: 'kill-sample-writer', what: 'kill -9 while samples are streamed', once: killSampleWriter },
  { id: 'disk-full', what: 'a disk of 8 to 32 kB fills while a record is written', once: diskFull },
  { id: 'truncated-file', what: 'a file of a record is cut', once: truncated },
  { id: 'changed-bit', what: 'bits of a record are flipped', once: oneBit },
  { id: 'read-error', what: 'EIO while a record is read', once: readError },
];
