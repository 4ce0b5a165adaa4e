// Starts a server that speaks S3 in a process of its own, and runs the tests of the object store over it.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../free-port.mjs';
import { giveUp, pythonPrograms } from '../python-environment.mjs';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run test:object-store -- [--endpoint url] [--out file]
Tests bundles and records in a bucket, over a server that speaks S3: moto's, in a Python environment kept in the cache folder, or another.
Exit status 3: Python or the package is missing.

  --endpoint url  a server that runs; it must take the credentials of the environment
  --out file      Vitest's report as JSON`,
  { endpoint: { type: 'string' }, out: { type: 'string' } },
);
const command = 'test:object-store';
const here = fileURLToPath(new URL('.', import.meta.url));
const readyMs = 30_000;

async function answers(url) {
  for (const deadline = Date.now() + readyMs; Date.now() < deadline; await sleep(200)) {
    if (await fetch(url).catch(() => null)) return;
  }
  giveUp(command, `${url} did not answer within ${readyMs / 1000} s`);
}

async function startServer() {
  const programs = pythonPrograms(command, 'object-store', join(here, 'requirements.txt'));
  const port = await freePort();
  const server = spawn(join(programs, 'moto_server'), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  await answers(endpoint);
  return { endpoint, stop: () => server.kill() };
}

const { endpoint, stop } = values.endpoint ? { endpoint: values.endpoint, stop() {} } : await startServer();
const report = values.out ? ['--reporter', 'default', '--reporter', 'json', '--outputFile', values.out] : [];
const test = 'leaderboard-api/src/store/bucket.integration.test.ts';
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'service', test, ...report], {
  stdio: 'inherit',
  env: {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...process.env,
    PARETOBOARD_S3_ENDPOINT: endpoint,
  },
});
stop();
process.exit(status ?? 3);
