import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BoardEntry, boardEntrySchema } from '@paretoboard/contract/board-entry.js';
import { type RecordAttempts, recordAttemptsSchema } from '@paretoboard/contract/record-attempts.js';
import type { RunStateName } from '@paretoboard/contract/run-state.js';
import { isFinished } from '../lib/run-states';
import { challengeDocument } from './challenge-documents';
import { crowdedBoard, crowdedTask } from './crowded-board';
import {
  account,
  board,
  comparison,
  emptyTask,
  health,
  itemComparison,
  latencyCurves,
  otherPaper,
  paper,
  queue,
  record,
  rows,
  runs,
  search,
  task,
  telemetry,
  testToken,
} from './documents';
import { classAnswers, pendingAnswers, pictureAnswers } from './record-answers';
import { drawnPicture } from './sample-picture';

const tasks = [emptyTask, task];
const papers = [paper, otherPaper];

/** What the API would answer to a GET of `path`; undefined where it has nothing. */
function documentAt(url: URL): unknown {
  const path = url.pathname;
  if (path === '/api/health') return health;
  if (path === '/api/v1/boards') return page(listedBoards());
  if (path === '/api/v1/tasks') return page(tasks);
  if (path === '/api/v1/runs')
    return page(runs.filter(({ state }) => groupOf(state) === url.searchParams.get('state')));
  if (path === '/api/v1/oidc') return { provider: 'login.example' };
  if (path === '/api/v1/queue') return queue;
  if (path === '/api/v1/search') return search(url.searchParams.get('q') ?? '', url.searchParams.get('kind'));
  const [a, b] = [url.searchParams.get('a'), url.searchParams.get('b')];
  if (path === '/api/v1/compare' && a && b) return comparison(a, b);
  if (path === '/api/v1/compare/items' && a && b) return itemComparison(a, b);
  if (path === '/api/v1/records') return page([record(1), record(4)]);
  const [, tried] = path.match(/^\/api\/v1\/records\/(\w+)\/attempts$/) ?? [];
  if (tried) return attemptsOf(tried);
  const [, answered] = path.match(/^\/api\/v1\/records\/(\w+)\/answers$/) ?? [];
  if (answered) return answersOf(answered);
  const [, curves] = path.match(/^\/api\/v1\/records\/(\w+)\/latency$/) ?? [];
  if (curves) return latencyCurves(curves);
  if (path === '/api/v1/papers')
    return page(papers.map(({ audit, ...entry }) => ({ ...entry, findings: audit.findings.length })));
  if (path.startsWith('/api/v1/papers/')) return papers.find(({ id }) => path.endsWith(`/${id}`));
  const [, kind, id, rest] = path.match(/^\/api\/v1\/(tasks|records|runs)\/([^/]+)(\/board)?$/) ?? [];
  if (kind === 'tasks') {
    const crowd = crowdedTask(id ?? '');
    if (crowd) return rest ? crowdedBoard(crowd.id) : crowd;
    const listing = tasks.find((candidate) => candidate.id === id);
    return listing && (rest ? board(listing, url.searchParams.get('variant'), url.searchParams.get('track')) : listing);
  }
  if (kind === 'runs') return runs.find((run) => run.id === id);
  if (kind !== 'records') return undefined;
  const index = rows.findIndex((row) => row.record === id);
  return index < 0 ? undefined : record(index);
}

/** Every board that has rows, in short. */
function listedBoards(): BoardEntry[] {
  return tasks
    .flatMap((listing) => listing.variants.map(({ id }) => board(listing, id)))
    .filter(({ rows: own }) => own.length > 0)
    .map(({ task: { id }, variant, rows: own }) => {
      const newest = own.at(-1)!;
      const metric = newest.metrics.find(({ primary }) => primary);
      const sharingFirst = own.filter(({ rank }) => rank === 1).length;
      return boardEntrySchema.parse({
        task: id,
        variant: variant.id,
        tag: `"${id} ${variant.id}"`,
        rows: own.length,
        sharingFirst,
        newest: { ...newest, metric },
      });
    });
}

/** Of the second row those of a classification, of the fifth pictures; of the others they are not worked out yet. */
function answersOf(digest: string): unknown {
  if (digest === rows[1]?.record) return classAnswers(digest);
  return digest === rows[4]?.record ? pictureAnswers(digest) : pendingAnswers(digest);
}

/** One that failed behind every record. */
function attemptsOf(record: string): RecordAttempts {
  const withoutRecord = runs.filter(({ state }) => state === 'failed');
  return recordAttemptsSchema.parse({
    record,
    ended: { published: 2, invalid: 0, failed: 1, error: 0, cancelled: 0 },
    withoutRecord,
  });
}

function groupOf(state: RunStateName): string {
  if (isFinished(state)) return 'ended';
  return state === 'queued' ? 'waiting' : 'working';
}

function page(items: readonly unknown[]) {
  return { items, next: null, total: items.length };
}

interface Written {
  text: string;
  tag: string;
}

const written = new WeakMap<object, Written>();

/** A document as it is sent, with its tag: worked out once, as the API does it. */
function writtenOut(body: object): Written {
  const known = written.get(body);
  if (known) return known;
  const text = JSON.stringify(body);
  const made = { text, tag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  written.set(body, made);
  return made;
}

const notFound = {
  type: 'about:blank',
  title: 'Not found',
  status: 404,
  detail: 'There is nothing at this address.',
};

/** Whose token came: of a request to any path that ends so. */
function accountOf(authorization: string | undefined): { status: number; body: unknown } {
  if (authorization === `Bearer ${testToken}`) return { status: 200, body: account };
  return { status: 401, body: { ...notFound, title: 'Unauthorised', status: 401, detail: 'no such token' } };
}

/** Serves the documents on `port` (0: any free one) of the loopback address. */
export function startDocumentServer(port = 0): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/events')) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data: {}\n\n');
      return;
    }
    if (request.url?.endsWith('/telemetry.jsonl')) {
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
      response.end(telemetry.map((sample) => JSON.stringify(sample)).join('\n'));
      return;
    }
    if (request.url?.endsWith('.png')) {
      response.writeHead(200, { 'Content-Type': 'image/png' });
      response.end(drawnPicture(request.url));
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { authorization } = request.headers;
    const isKnown = authorization === undefined ? null : authorization === `Bearer ${testToken}`;
    const found = url.pathname.startsWith('/api/v1/challenges')
      ? challengeDocument(url.pathname, isKnown)
      : documentAt(url);
    const { status, body } =
      url.pathname === '/api/v1/account'
        ? accountOf(authorization)
        : { status: found ? 200 : 404, body: found ?? notFound };
    const { text, tag } = writtenOut(body as object);
    const head = { 'Content-Type': 'application/json', ETag: tag };
    if (status === 200 && request.headers['if-none-match'] === tag) response.writeHead(304, head).end();
    else response.writeHead(status, head).end(text);
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () =>
      resolve({ server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
    );
  });
}
