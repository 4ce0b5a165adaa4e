// The price of the process boundary: the null model through the harness's own path, beside a C program on the same transport.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alternate } from './alternate.mjs';
import { fromHarness, loadNull, startSession } from './instrument.mjs';
import { atMost, notMeasured, shown } from './report.mjs';

const { parseCoreList } = await fromHarness('sandbox/cores.js');

const replyBytes = 172;
const alternations = 12;
const perBlock = 400;
const warmUp = 1_500;
const payloads = [
  { name: '1 kB', bytes: 1024, mode: 'pipe', goal: 1.25 },
  { name: '602 kB', bytes: 224 * 224 * 3 * 4, mode: 'shared', goal: 1.5 },
];

function compileEcho(folder) {
  const source = fileURLToPath(new URL('echo.c', import.meta.url));
  const program = join(folder, 'echo');
  execFileSync(process.env.CC || 'cc', ['-O2', '-o', program, source], { stdio: ['ignore', 'ignore', 'pipe'] });
  return program;
}

/** The C program, asked for blocks of round trips. */
class Echo {
  constructor(program, folder, { bytes, mode }, cores) {
    mkdirSync(folder);
    const pinned = cores ? [cores.asker, cores.answerer] : [];
    this.process = spawn(program, [folder, String(bytes), String(replyBytes), mode, ...pinned], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  }

  /** @returns {Promise<Float64Array>} microseconds */
  block(exchanges) {
    const parts = [];
    return new Promise((resolve) => {
      const { stdout, stdin } = this.process;
      const read = (chunk) => {
        parts.push(chunk);
        const bytes = Buffer.concat(parts);
        if (bytes.length < exchanges * 8) return;
        stdout.off('data', read);
        resolve(Float64Array.from({ length: exchanges }, (_, index) => bytes.readDoubleLE(index * 8)));
      };
      stdout.on('data', read);
      stdin.write(`${exchanges}\n`);
    });
  }

  end() {
    this.process.stdin.end();
  }
}

function nullModel(folder, bytes, cores) {
  const session = startSession(folder, { cpuSet: cores?.answerer ?? null });
  loadNull(session, replyBytes / 4);
  const x = { dtype: 'float32', shape: [1, bytes / 4], data: new Float32Array(bytes / 4) };
  let id = 0;
  const block = (exchanges) =>
    Array.from({ length: exchanges }, () => {
      x.data[0] = id;
      return session.exchange({ type: 'predict', id: id++, items: 1 }, { x }, 10_000).latencyMs * 1_000;
    });
  return { block, end: () => session.close() };
}

/**
 * Where asker and answerer run. Left to itself, the system puts two C programs that only wait for each other on one core, and two that also compute on
 * different ones, and a wake-up across cores costs more than everything else: a ratio says something about our code only where both are placed alike.
 * Submissions compute on cores of their own: `apart` is how they are asked.
 */
function placements() {
  const [asker, answerer] = parseCoreList(
    /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1],
  );
  const together = { name: 'together', cores: { asker: String(asker), answerer: String(asker) } };
  if (answerer === undefined) return [together];
  return [
    { name: 'apart', cores: { asker: String(asker), answerer: String(answerer) } },
    together,
    { name: 'system', cores: null },
  ];
}

/** Pins this process with all its threads. @returns {() => void} takes that back */
function pinned(cores) {
  if (!cores) return () => {};
  const before = execFileSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' })
    .split(':')
    .at(-1)
    .trim();
  const pin = (list) => execFileSync('taskset', ['-a', '-c', '-p', list, String(process.pid)], { stdio: 'ignore' });
  pin(cores.asker);
  return () => pin(before);
}

async function compare(program, folder, payload, cores) {
  const echo = new Echo(program, join(folder, 'echo'), payload, cores);
  const model = nullModel(folder, payload.bytes, cores);
  const unpin = pinned(cores);
  try {
    model.block(warmUp);
    await echo.block(warmUp);
    return await alternate(
      alternations,
      () => model.block(perBlock),
      () => echo.block(perBlock),
    );
  } finally {
    unpin();
    model.end();
    echo.end();
  }
}

/** @param {string} folder scratch, on the file system of the harness's own pipes */
export async function roundTrip(folder) {
  let program;
  try {
    program = compileEcho(folder);
  } catch (error) {
    return payloads.map(({ bytes }) =>
      notMeasured(`null-model-${bytes}`, `no C compiler: ${error.message.split('\n')[0]}`),
    );
  }
  const results = [];
  for (const payload of payloads) {
    for (const { name, cores } of placements()) {
      const scratch = join(folder, `${payload.bytes}-${name}`);
      mkdirSync(scratch);
      const { ours, theirs } = await compare(program, scratch, payload, cores);
      const detail = { payload: payload.name, cores: name, n: ours.n, reference: `test/bench/echo.c, ${payload.mode}` };
      const id = `null-model-${payload.bytes}-${name}`;
      const p50 = { id: `${id}-p50`, unit: 'µs', ours: ours.p50, theirs: theirs.p50, detail };
      results.push(name === 'apart' ? atMost(payload.goal, p50) : shown(p50));
      results.push(shown({ id: `${id}-p99`, unit: 'µs', ours: ours.p99, theirs: theirs.p99 }));
    }
  }
  return results;
}
