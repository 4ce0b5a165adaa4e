/**
 * `npm run test:conformance [-- --runtime tensorflow|wasm] [--out file]`: tfjs-core's own test suite against the
 * runtimes as the harness opens them. Exit status 1 when a spec fails that `allowed-failures.json` does not name, or
 * when a named one passes: the list must stay true.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scriptOptions } from '../script-options.mjs';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const repositoryRoot = resolve(here, '../..');
const RUNTIMES = ['tensorflow', 'wasm'];

const values = scriptOptions(
  `
npm run test:conformance -- [--runtime name] [--out file]
Runs the test suite of tfjs-core on each runtime and compares the failures with the list of allowed ones.

  --runtime name   only this one
  --out file       failing specs as JSON`,
  { runtime: { type: 'string' }, out: { type: 'string' }, child: { type: 'boolean' } },
);
if (values.runtime && !RUNTIMES.includes(values.runtime)) {
  console.error(`--runtime: expected one of ${RUNTIMES.join(', ')}, found ${JSON.stringify(values.runtime)}`);
  process.exit(2);
}
if (values.child) await runSuite(values.runtime, values.out);
else process.exitCode = await runAll(values.runtime ? [values.runtime] : RUNTIMES, values.out);

/** One process per runtime: the suite resets the engine and stresses native libraries. */
async function runAll(runtimes, out) {
  const builtHarness = join(repositoryRoot, 'harness/dist/runtimes/open-runtime.js');
  if (!existsSync(builtHarness)) {
    console.error('the harness is not built: run npm run build first');
    return 3;
  }
  const folder = mkdtempSync(join(tmpdir(), 'paretoboard-conformance-'));
  try {
    const { bundleSuite } = await import('./bundle-suite.mjs');
    const reports = [];
    for (const runtime of runtimes) {
      await bundleSuite({ backend: runtime, outfile: join(folder, `${runtime}.cjs`) });
      reports.push(judge(runtime, await runInChild(runtime, join(folder, runtime))));
    }
    reports.forEach(print);
    const ok = reports.every((report) => report.ok);
    if (out) writeFileSync(out, `${JSON.stringify({ ok, runtimes: reports }, null, 2)}\n`);
    return ok ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The suite's own output (expected warnings, profiles) goes nowhere; the last lines help where the process dies. */
function runInChild(runtime, stem) {
  return new Promise((settle) => {
    const args = [fileURLToPath(import.meta.url), '--child', '--runtime', runtime, '--out', `${stem}.json`];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let tail = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        tail = (tail + chunk).slice(-2_000);
      });
    }
    child.on('close', (code) => {
      if (existsSync(`${stem}.json`)) settle(JSON.parse(readFileSync(`${stem}.json`, 'utf8')));
      else settle({ error: `the suite ended with status ${code}: ${tail.trim()}` });
    });
  });
}

async function runSuite(runtime, out) {
  const startedAt = performance.now();
  const { openRuntime } = await import('@paretoboard/harness/runtimes/open-runtime.js');
  const jasmine = require('jasmine-core').boot();
  globalThis.jasmine = jasmine;
  const { device, version } = await openRuntime(runtime);
  require(out.replace(/\.json$/, '.cjs'));
  const ignored = runtime === 'tensorflow' ? ignoredByThePackage() : [];
  const result = { device, version, passed: [], failed: [], excluded: 0, pending: 0, seconds: 0 };
  const environment = jasmine.getEnv();
  environment.configure({
    random: false,
    specFilter: (spec) => !ignored.some((part) => spec.getFullName().includes(part)),
  });
  environment.addReporter({
    specDone({ status, fullName, failedExpectations }) {
      if (status === 'passed') result.passed.push(fullName);
      else if (status === 'failed')
        result.failed.push({ name: fullName, message: failedExpectations[0]?.message ?? '' });
      else result[status === 'excluded' ? 'excluded' : 'pending'] += 1;
    },
    jasmineDone() {
      result.seconds = (performance.now() - startedAt) / 1000;
      writeFileSync(out, JSON.stringify(result));
      process.exit(0);
    },
  });
  await environment.execute();
}

/** The list of specs that `@tensorflow/tfjs-node-gpu` skips in its own run of the suite, read from its source. */
function ignoredByThePackage() {
  const folder = dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json'));
  const source = readFileSync(join(folder, 'src/run_tests.ts'), 'utf8');
  const list = /const IGNORE_LIST: string\[\] = (\[[\s\S]*?\n\]);/.exec(source)?.[1];
  if (!list) throw new Error('run_tests.ts of tfjs-node-gpu has no IGNORE_LIST: has its version changed?');
  return new Function(`return ${list}`)();
}

/** Holds the result against the list of allowed failures. */
function judge(runtime, result) {
  if (result.error) return { runtime, ok: false, ...result };
  const groups = JSON.parse(readFileSync(join(here, 'allowed-failures.json'), 'utf8'))[runtime] ?? [];
  const allowed = new Set(groups.flatMap((group) => group.specs));
  const unexpected = result.failed.filter(({ name }) => !allowed.has(name));
  const passed = new Set(result.passed);
  const nowPassing = [...allowed].filter((name) => passed.has(name));
  const { device, version, failed, excluded, pending, seconds } = result;
  return {
    runtime,
    ok: unexpected.length === 0 && nowPassing.length === 0,
    device,
    version,
    specs: passed.size + failed.length + excluded + pending,
    passed: result.passed.length,
    failed: failed.length,
    ignoredByThePackage: excluded,
    pending,
    seconds: Number(seconds.toFixed(1)),
    unexpected,
    nowPassing,
    allowed: groups.map(({ reason, specs }) => ({ reason, count: specs.length })),
    failing: failed,
  };
}

function print(report) {
  if (report.error) {
    console.log(`${report.runtime}: ${report.error}`);
    return;
  }
  console.log(
    `${report.runtime} ${report.version}: ${report.passed} passed, ${report.failed} failed, ${report.ignoredByThePackage} ignored by the package, ${report.pending} pending, ${report.seconds} s`,
  );
  for (const { reason, count } of report.allowed) console.log(`  allowed (${count}): ${reason}`);
  for (const { name, message } of report.unexpected) console.log(`  FAILED: ${name}: ${message.split('\n')[0]}`);
  for (const name of report.nowPassing) console.log(`  PASSES although it is listed as failing: ${name}`);
}
