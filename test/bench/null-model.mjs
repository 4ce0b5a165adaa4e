// Price of the process boundary: round trips of the null model beside a bare blocking echo over two named pipes, in the same run.
// node test/bench/null-model.mjs [--out file] [--exchanges n]
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { out: { type: 'string' }, exchanges: { type: 'string', default: '3000' } } });
const repository = fileURLToPath(new URL('../..', import.meta.url));
const harness = join(repository, 'harness', 'dist');
const { SubmissionProcess } = await import(join(harness, 'sandbox', 'submission-process.js'));
const { probeSandbox } = await import(join(harness, 'sandbox', 'probe.js'));

const exchanges = Number(values.exchanges);
const warmUp = 500;
const replyBytes = 172;
const payloads = [
  // Goals: microseconds at the median that an untuned machine of two cores has shown for this design.
  { name: '1 kB', bytes: 1024, goalUs: 40 },
  { name: '602 kB', bytes: 224 * 224 * 3 * 4, goalUs: 170 },
];

/** `exchange(i)` returns microseconds. */
function sample(exchange) {
  const microseconds = [];
  for (let i = -warmUp; i < exchanges; i++) {
    const us = exchange(i);
    if (i >= 0) microseconds.push(us);
  }
  microseconds.sort((a, b) => a - b);
  const at = (share) => Number(microseconds[Math.min(exchanges - 1, Math.floor(share * exchanges))].toFixed(1));
  return { p50: at(0.5), p99: at(0.99), n: exchanges };
}

function readFully(file, buffer) {
  for (let done = 0; done < buffer.length; ) {
    const got = readSync(file, buffer, done, buffer.length - done, null);
    if (got === 0) throw new Error('the echo ended');
    done += got;
  }
}

function writeFully(file, buffer) {
  for (let done = 0; done < buffer.length; ) done += writeSync(file, buffer, done, buffer.length - done, null);
}

/** Reads `bytes`, answers with `replyBytes`, without header, tensor or clock. */
const echo = `
  const { openSync, readSync, writeSync } = require('node:fs');
  const [input, output, bytes, reply] = process.argv.slice(1);
  const read = openSync(input, 'r');
  const write = openSync(output, 'w');
  const buffer = Buffer.alloc(Number(bytes));
  const answer = Buffer.alloc(Number(reply));
  for (;;) {
    for (let done = 0; done < buffer.length; ) {
      const got = readSync(read, buffer, done, buffer.length - done, null);
      if (got === 0) process.exit(0);
      done += got;
    }
    for (let done = 0; done < answer.length; ) done += writeSync(write, answer, done, answer.length - done, null);
  }`;

function barePipe(folder, bytes) {
  const [input, output] = [join(folder, `in-${bytes}`), join(folder, `out-${bytes}`)];
  execFileSync('mkfifo', [input, output]);
  spawn(process.execPath, ['-e', echo, input, output, String(bytes), String(replyBytes)], { stdio: 'inherit' });
  const write = openSync(input, 'w');
  const read = openSync(output, 'r');
  const request = Buffer.alloc(bytes);
  const answer = Buffer.alloc(replyBytes);
  const figures = sample((i) => {
    request[0] = i & 255;
    const begun = performance.now();
    writeFully(write, request);
    readFully(read, answer);
    return (performance.now() - begun) * 1000;
  });
  closeSync(write);
  closeSync(read);
  return figures;
}

function nullModel(folder, level, bytes) {
  const running = SubmissionProcess.launch({
    level,
    command: [process.execPath, join(harness, 'host', 'main.js')],
    workFolder: join(folder, `work-${level}-${bytes}`),
    readOnlyPaths: [
      process.execPath,
      ...['node_modules', 'harness', join('submissions', 'sdk'), 'package.json'].map((path) => join(repository, path)),
    ],
    writablePaths: [],
    environment: { PARETOBOARD_ENTRY: 'null' },
    limits: {
      memoryBytes: 2 ** 31,
      processes: 64,
      outputBytes: 2 ** 24,
      logBytes: 2 ** 20,
      diskBytes: 2 ** 26,
      scratchBytes: 2 ** 26,
    },
    logFile: join(folder, 'log'),
    sharedBytes: 2 ** 24,
    helloTimeoutMs: 30_000,
    cpuSet: null,
  });
  try {
    const outputs = [{ name: 'logits', dtype: 'float32', shape: [replyBytes / 4] }];
    running.send({
      type: 'load',
      task: 'null',
      track: 'null',
      inputs: [],
      outputs,
      artefactFolder: '/tmp',
      threads: 1,
    });
    running.receive(10_000);
    const x = { dtype: 'float32', shape: [1, bytes / 4], data: new Float32Array(bytes / 4) };
    return sample((i) => {
      x.data[0] = i;
      return running.exchange({ type: 'predict', id: i + warmUp, items: 1 }, { x }, 10_000).latencyMs * 1000;
    });
  } finally {
    running.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'paretoboard-bench-'));
const results = [];
try {
  for (const { name, bytes, goalUs } of payloads) {
    const theirs = barePipe(folder, bytes);
    for (const level of ['process', 'namespace']) {
      const { available, reason } = probeSandbox(level);
      const id = `null-model-${bytes}-${level}`;
      if (!available) {
        results.push({ id, ours: null, reason });
        continue;
      }
      const ours = nullModel(folder, level, bytes);
      results.push({
        id,
        unit: 'µs',
        payload: name,
        ours,
        theirs,
        ratio: Number((ours.p50 / theirs.p50).toFixed(2)),
        goal: `p50 ≤ ${goalUs} µs`,
        ok: ours.p50 <= goalUs,
      });
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const report = { node: process.version, loadAverage: loadavg()[0], results };
for (const { id, ours, theirs, ratio, goal, ok, reason } of results) {
  const line = ours
    ? `p50 ${ours.p50} µs, p99 ${ours.p99} µs; bare pipe p50 ${theirs.p50} µs, p99 ${theirs.p99} µs; ratio ${ratio}; ${goal}: ${ok ? 'yes' : 'NO'}`
    : `not measured: ${reason}`;
  console.log(`${id}: ${line}`);
}
if (values.out) {
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
}
process.exitCode = results.every(({ ok }) => ok !== false) ? 0 : 1;
