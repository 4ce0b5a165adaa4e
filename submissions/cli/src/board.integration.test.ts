import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boardSchema } from '@paretoboard/contract/board.js';
import { taskListingSchema } from '@paretoboard/contract/task.js';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { writeSampleRecord } from '@paretoboard/harness/records/testing/sample-record.js';
import { writeRecord } from '@paretoboard/harness/records/write-record.js';
import { afterEach, expect, test } from 'vitest';
import { run } from './testing/paretoboard.js';

const task = 'enhanced-lenet5-traffic-sign';
let server: Server | undefined;
afterEach(() => server?.close());

/** A server that sends one document; the address that was asked for is in `asked`. */
async function answering(status: number, document: unknown): Promise<{ api: string; asked: string[] }> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(document));
  });
  await new Promise<void>((fulfil) => server?.listen(0, '127.0.0.1', fulfil));
  return { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('an empty board is an answer', async () => {
  const listings = JSON.parse((await run(['tasks', '--json'], {})).stdout);
  const listing = taskListingSchema.parse(listings.find(({ id }: { id: string }) => id === task));
  const variant = listing.variants.find(({ id }) => id === 'surrogate');
  const document = {
    task: listing,
    variant,
    scenario: 'single-stream',
    division: null,
    device: null,
    rows: [],
    shown: 0,
    total: 0,
    hidden: [],
    claims: [],
    comparable: false,
  };
  const { api, asked } = await answering(200, document);
  const finished = await run(['board', task, '--api', api, '--variant', 'surrogate', '--json'], {});
  expect(finished).toMatchObject({ status: 0, stderr: '' });
  expect(boardSchema.parse(JSON.parse(finished.stdout)).variant.id).toBe('surrogate');
  expect(asked).toEqual([`/api/v1/tasks/${task}/board?scenario=single-stream&variant=surrogate`]);
  expect((await run(['board', task, '--api', api], {})).stdout).toContain('0 of 0 rows');
});

test('a problem document of a wrong question ends with 2 and its detail', async () => {
  const detail = 'no task "nothing"';
  const problem = { type: 'about:blank', title: 'Not Found', status: 404, detail, code: 'not-found' };
  const { api } = await answering(404, problem);
  const finished = await run(['board', 'nothing', '--api', api], {});
  expect(finished).toMatchObject({ status: 2, stdout: '', stderr: 'error: no task "nothing"\n' });
});

test.each([
  [200, { rows: [] }],
  [404, { message: 'another server' }],
  [500, { type: 'about:blank', title: 'Internal', status: 500, detail: 'database' }],
])('%i with %j is the server’s doing: 3', async (status, document) => {
  const { api } = await answering(status, document);
  expect(await run(['board', task, '--api', api], {})).toMatchObject({ status: 3, stdout: '' });
});

test('no server is 3 and says what to start', async () => {
  const finished = await run(['board', task, '--api', 'http://127.0.0.1:1'], {});
  expect(finished).toMatchObject({ status: 3, stderr: expect.stringContaining('npm start') });
});

test('without a server the board comes from whole local records', async () => {
  const home = mkdtempSync(join(tmpdir(), 'paretoboard local '));
  try {
    const key = signingKey(home);
    const sample = await writeSampleRecord(join(home, 'sample'), key);
    const listings = JSON.parse((await run(['tasks', '--json'], {})).stdout);
    const { version, tracks } = taskListingSchema.parse(listings.find(({ id }: { id: string }) => id === task));
    const { digest: _digest, signature: _signature, ...unsigned } = sample;
    const content = { ...unsigned, task: { id: task, version }, track: tracks[0]!.id };
    const [whole, changed] = [join(home, 'records', 'one'), join(home, 'records', 'ab', 'two')];
    for (const folder of [whole, changed]) mkdirSync(folder, { recursive: true });
    const record = writeRecord(whole, content, key);
    const lie = { ...record, submission: { ...record.submission, name: 'liar' } };
    writeFileSync(join(changed, 'record.json'), JSON.stringify(lie));
    const environment = { PARETOBOARD_HOME: home, PARETOBOARD_API_PORT: '1' };
    for (const options of [['--local'], []]) {
      const finished = await run(['board', task, ...options, '--json'], environment);
      expect(finished.status, finished.stderr).toBe(0);
      const board = boardSchema.parse(JSON.parse(finished.stdout));
      expect(board.variant.id).toBe('surrogate');
      expect(board.rows.map((row) => row.record)).toEqual([record.digest]);
      expect(finished.stderr.includes('does not answer')).toBe(options.length === 0);
    }
    expect(await run(['board', 'nothing', '--local'], environment)).toMatchObject({ status: 2, stdout: '' });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('an address that is none is 2', async () => {
  expect(await run(['board', task, '--api', 'nowhere'], {})).toMatchObject({ status: 2, stdout: '' });
});
