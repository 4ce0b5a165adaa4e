// Requests that a generator makes of the API's own document, and requests made by hand to hurt.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { finish, print, within } from '../bench/report.mjs';
import { pythonPrograms } from '../python-environment.mjs';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run test:api-fuzz -- [--out file] [--requests n] [--examples n] [--seed n] [--only hand|generator]
Sends what schemathesis makes of the API's own OpenAPI document, with names that exist and with any, and bodies made by hand to hurt: huge, slow, cut off,
wrongly encoded, doubled keys, deep. No answer may be of status 5xx, and none other than the document says. Exit status 3: Python is missing.

  --requests n   at least so many generated ones, default 10000: fewer fail
  --examples n   of each operation, on top of those that hold each of its parameters at its edges, default 30
  --seed n       of the generator, default 1
  --only part    hand or generator
  --out file     as JSON`,
  {
    out: { type: 'string' },
    requests: { type: 'string', default: '10000' },
    examples: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
);
const here = fileURLToPath(new URL('.', import.meta.url));
const wanted = Number(values.requests);

/** What is held of each answer. Whether an input that the document allows is always taken is not: that a name exists no document can say. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'missing_required_header',
  'ignored_auth',
];

/** tus answers what lacks its version with 412 and what is too much with 413 (tus.io, 1.0.0); an address that is too long is refused with 414. */
const statuses = '[400, 401, 403, 404, 406, 408, 409, 412, 413, 414, 415, 422, 429]';
const checkConfig = [
  '[checks]',
  `negative_data_rejection.expected-statuses = ${statuses}`,
  `missing_required_header.expected-statuses = ${statuses}`,
  '',
].join('\n');

function configOf(known) {
  if (!known) return checkConfig;
  const names = { task: known.task, submission: known.submission, digest: known.digest, name: known.file };
  const lines = Object.entries(names).map(([name, value]) => `"path.${name}" = "${value}"`);
  const below = {
    runs: { id: known.run },
    tasks: { id: known.task },
    papers: { id: known.paper },
    teams: { name: known.team, person: known.person },
    challenges: { slug: known.challenge },
  };
  const operations = Object.entries(below).flatMap(([path, parameters]) => {
    const values = Object.entries(parameters).map(([name, value]) => `"path.${name}" = "${value}"`);
    return ['[[operations]]', `include-path-regex = "^/api/v1/${path}/"`, `parameters = { ${values.join(', ')} }`];
  });
  return ['[parameters]', ...lines, ...operations, checkConfig].join('\n');
}

async function generate(programs, house, known, folder) {
  const config = join(folder, `${known ? 'known' : 'any'}.toml`);
  const report = join(folder, `${known ? 'known' : 'any'}.json`);
  writeFileSync(config, configOf(known && house.known));
  const child = spawn(
    join(programs, 'st'),
    [
      ...['--config-file', config, 'run', `${house.origin}/api/openapi.json`, '--url', house.origin],
      ...['--checks', checks.join(','), '--phases', 'coverage,fuzzing', '--max-examples', values.examples],
      // That its data are made slowly says how busy this machine is.
      '--suppress-health-check=too_slow',
      ...['--seed', values.seed, '--workers', '1', '--request-timeout', '20', '--continue-on-failure', '--no-shrink'],
      // Bytes of an upload have no schema; the tests of tus send them.
      ...['--exclude-method', 'PATCH'],
      ...['--header', `Authorization: Bearer ${house.token}`, '--report-json-path', report],
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const written = text(child.stdout);
  const [status] = await once(child, 'exit');
  console.log(await written);
  if (!existsSync(report)) throw new Error(`the generator ended with status ${status} and without a report`);
  return { status, report: JSON.parse(readFileSync(report, 'utf8')) };
}

const sum = (answers, select) =>
  [...answers].filter(([key]) => select(key)).reduce((total, [, count]) => total + count, 0);

const routesAsked = (answers) => new Set([...answers.keys()].map((key) => key.replace(/^\d+ /, ''))).size;

const { openHouse } = await import('./house.mjs');
const { sendHostileRequests } = await import('./hostile-requests.mjs');
const folder = mkdtempSync(join(tmpdir(), 'paretoboard-generator-'));
const house = await openHouse();
const results = [];
try {
  if (values.only !== 'generator') {
    const hand = await sendHostileRequests(house.origin, house.token);
    for (const { what, ok, found } of hand) console.log(`${ok ? 'yes' : 'NO '} ${what}: ${found}`);
    const wrong = hand.filter(({ ok }) => !ok);
    results.push(
      within(0, {
        id: 'api-hostile-requests-wrong',
        unit: 'requests',
        ours: wrong.length,
        detail: { sent: hand.length },
      }),
    );
  }
  if (values.only !== 'hand') {
    const programs = pythonPrograms('test:api-fuzz', 'api-fuzz', join(here, 'requirements.txt'));
    house.answers.clear();
    const begun = performance.now();
    const progress = setInterval(() => {
      const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
      console.error(
        `${sum(house.answers, () => true)} answers after ${minutes} min, of ${routesAsked(house.answers)} routes`,
      );
    }, 60_000);
    const runs = await Promise.all([true, false].map((known) => generate(programs, house, known, folder)));
    clearInterval(progress);
    const failures = runs.filter(({ status }) => status !== 0).length;
    const sent = sum(house.answers, () => true);
    const detail = { seed: Number(values.seed), checks };
    results.push({
      ...within(wanted, { id: 'api-generated-requests', unit: 'requests', ours: sent, detail }),
      goal: `≥ ${wanted}`,
      ok: sent >= wanted,
    });
    results.push(
      within(0, { id: 'api-answers-5xx', unit: 'answers', ours: sum(house.answers, (key) => key.startsWith('5')) }),
    );
    results.push(within(0, { id: 'api-generator-runs-with-violations', unit: 'runs', ours: failures }));
    const own = await fetch(`${house.origin}/api/v1/account`, { headers: { authorization: `Bearer ${house.token}` } });
    const byClass = ['2', '3', '4'].map((digit) => [`${digit}xx`, sum(house.answers, (key) => key.startsWith(digit))]);
    results.push(
      within(0, {
        id: 'api-generator-lost-its-token',
        unit: 'tokens',
        ours: own.status === 200 ? 0 : 1,
        detail: { ...Object.fromEntries(byClass), unauthorised: sum(house.answers, (key) => key.startsWith('401')) },
      }),
    );
  }
} finally {
  await house.stop();
  rmSync(folder, { recursive: true, force: true });
}
results.forEach(print);
process.exitCode = finish(results, values.out);
