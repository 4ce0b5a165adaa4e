// Metrics beside the field's Python implementations, on the same inputs.
// Without the packages of test/reference/metrics/requirements.txt only our times are shown.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { scriptOptions } from '../script-options.mjs';
import { median } from './alternate.mjs';
import { fromHarness } from './instrument.mjs';
import { finish, print, shown } from './report.mjs';

const { addToConfusion, emptyConfusion, macroF1 } = await fromHarness('metrics/confusion.js');
const { rocAuc } = await fromHarness('metrics/roc.js');
const { ssim } = await fromHarness('metrics/image-quality.js');

const values = scriptOptions(
  `
npm run bench:metrics -- [--out file] [--python program]
Metrics beside the field's Python implementations, on the same inputs. Without the packages of test/reference/metrics/requirements.txt only our times are
shown.

  --python program   default python3
  --out file         as JSON`,
  { out: { type: 'string' }, python: { type: 'string', default: 'python3' } },
);
const alternations = 6;
const perBlock = 5;
const [items, classes, side] = [100_000, 43, 512];

/** Numbers in [0, 1) that need no library on either side. */
function* uniform(seed) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}
const random = uniform(7);
const next = () => random.next().value;

const labels = Int32Array.from({ length: items }, () => (next() < 0.5 ? 1 : 0));
const scores = Float64Array.from(labels, (label) => next() + 0.3 * label);
const truth = Int32Array.from({ length: items }, () => Math.floor(next() * classes));
const predicted = Int32Array.from(truth, (label) => (next() < 0.8 ? label : Math.floor(next() * classes)));
const planes = [0, 1].map(() => Float64Array.from({ length: side * side }, () => next() * 255));

const calls = {
  'roc-auc-100k': () => rocAuc(scores, labels),
  'macro-f1-100k': () => {
    const confusion = emptyConfusion(classes);
    addToConfusion(confusion, predicted, truth);
    return macroF1(confusion);
  },
  'ssim-512': () => {
    const [a, b] = planes.map((values) => ({ height: side, width: side, values }));
    return ssim(a, b);
  },
};

function times(call) {
  return Array.from({ length: perBlock }, () => {
    const begun = performance.now();
    call();
    return performance.now() - begun;
  });
}

/** The Python side, which answers each line with one round of times. */
class Python {
  constructor(folder) {
    const script = fileURLToPath(new URL('metrics.py', import.meta.url));
    this.process = spawn(values.python, [script, folder, String(perBlock)], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.process.on('error', () => {}); // Then there are no lines, which says the same.
    this.process.stdin.on('error', () => {});
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  async round() {
    this.process.stdin.write('again\n');
    const { value, done } = await this.lines.next();
    if (!done) return JSON.parse(value);
    return Object.fromEntries(Object.keys(calls).map((name) => [name, { reason: `${values.python} did not answer` }]));
  }
}

const folder = mkdtempSync(join(tmpdir(), 'paretoboard-bench-metrics-'));
let python = null;
const results = [];
try {
  const files = {
    'scores.f64': scores,
    'labels.i32': labels,
    'truth.i32': truth,
    'predicted.i32': predicted,
    'plane-a.f64': planes[0],
    'plane-b.f64': planes[1],
  };
  for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), data);
  const blocks = Object.fromEntries(
    Object.keys(calls).map((name) => [name, { ours: [], theirs: [], value: null, reason: null }]),
  );
  python = new Python(folder);
  await python.round();
  for (let turn = 0; turn < alternations; turn++) {
    for (const [name, call] of Object.entries(calls)) blocks[name].ours.push(median(times(call)));
    for (const [name, { seconds, value, reason }] of Object.entries(await python.round())) {
      if (seconds) blocks[name].theirs.push(median(seconds) * 1_000);
      Object.assign(blocks[name], { value: value ?? null, reason: reason ?? null });
    }
  }
  for (const [name, { ours, theirs, value, reason }] of Object.entries(blocks)) {
    const detail = { value: calls[name](), theirValue: value, ...(reason ? { reason } : {}) };
    results.push(
      shown({ id: name, unit: 'ms', ours: median(ours), theirs: theirs.length > 0 ? median(theirs) : null, detail }),
    );
  }
} finally {
  python?.process.stdin.end();
  rmSync(folder, { recursive: true, force: true });
}
results.forEach(print);
process.exitCode = finish(results, values.out);
