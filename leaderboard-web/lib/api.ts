import {
  type Account,
  accountSchema,
  type IssuedToken,
  issuedTokenSchema,
  type OidcBegun,
  oidcBegunSchema,
  oidcOfferSchema,
} from '@paretoboard/contract/account.js';
import { type RecordAnswers, recordAnswersSchema } from '@paretoboard/contract/answers.js';
import type { operations, paths } from '@paretoboard/contract/api-paths.js';
import { type Board, boardSchema } from '@paretoboard/contract/board.js';
import { type BoardEntry, boardEntrySchema } from '@paretoboard/contract/board-entry.js';
import {
  type Challenge,
  type ChallengeEntry,
  type ChallengeOverview,
  type ChallengeRun,
  challengeEntrySchema,
  challengeOverviewSchema,
  challengeRunSchema,
  challengeSchema,
} from '@paretoboard/contract/challenge.js';
import type { ChallengePhase } from '@paretoboard/contract/challenge-phase.js';
import { type Comparison, comparisonSchema } from '@paretoboard/contract/comparison.js';
import { type Health, healthSchema, pageSchema, problemSchema } from '@paretoboard/contract/http.js';
import { type ItemComparison, itemComparisonSchema } from '@paretoboard/contract/item-comparison.js';
import { type LatencyCurves, latencyCurvesSchema } from '@paretoboard/contract/latency-curves.js';
import { type Paper, type PaperEntry, paperEntrySchema, paperSchema } from '@paretoboard/contract/paper.js';
import { type Queue, queueSchema } from '@paretoboard/contract/queue.js';
import { type BenchmarkRecord, recordSchema } from '@paretoboard/contract/record.js';
import { type RecordAttempts, recordAttemptsSchema } from '@paretoboard/contract/record-attempts.js';
import { type RunState, runStateSchema } from '@paretoboard/contract/run-state.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import { type SearchKind, type SearchResult, searchResultSchema } from '@paretoboard/contract/search.js';
import { type TaskListing, taskListingSchema } from '@paretoboard/contract/task.js';
import createClient, { type Client } from 'openapi-fetch';
import type { z } from 'zod';
import type { Announcement } from './announcement';
import type { ApiFailure, Loaded } from './api-failure';
import { KeptAnswers, type TaggedAnswer } from './kept-answers';

const defaultAddress = 'http://127.0.0.1:3001';
const timeoutMs = 10_000;

/** Characters of JSON: three boards of 10,000 rows, or some thousands of usual ones. */
const mostKept = 96 * 2 ** 20;

const keptKey = Symbol.for('paretoboard.kept-answers');

/** Of this process: Next.js loads this file once for pages, once for files and once for embeds, and none of them should keep answers of its own. */
function keptAnswers(): KeptAnswers {
  const shared = globalThis as { [keptKey]?: KeptAnswers };
  shared[keptKey] ??= new KeptAnswers(mostKept);
  return shared[keptKey];
}

export function apiAddress(): string {
  return (process.env.PARETOBOARD_API_URL ?? defaultAddress).replace(/\/$/, '');
}

/** Which rows a board shows. Absent: the API's default. */
export interface BoardFilter {
  variant?: string;
  division?: string;
  device?: string;
  track?: string;
  scenario?: string;
}

const filterNames = ['variant', 'division', 'device', 'track', 'scenario'] as const;

type BoardQuery = NonNullable<operations['getTasksIdBoard']['parameters']['query']>;

interface Statuses {
  ok: readonly number[];
  absent: readonly number[];
}

const anyOf: Statuses = { ok: [200], absent: [404] };
const made: Statuses = { ok: [201], absent: [404] };
/** A name that cannot be one is refused with 400: for a reader the same as a name that nothing has. */
const oneOf: Statuses = { ok: [200], absent: [400, 404] };

const boardPageSchema = pageSchema(boardEntrySchema);
const taskPageSchema = pageSchema(taskListingSchema);
const paperPageSchema = pageSchema(paperEntrySchema);
const recordPageSchema = pageSchema(recordSchema);
const runPageSchema = pageSchema(runStateSchema);

/** Every task of the registry. */
export async function loadTasks(): Promise<Loaded<TaskListing[]>> {
  const page = await loadKept(
    '/api/v1/tasks',
    (api, options) => api.GET('/api/v1/tasks', options),
    taskPageSchema,
    anyOf,
  );
  return page.ok ? { ok: true, value: page.value.items } : page;
}

export function loadTask(id: string): Promise<Loaded<TaskListing>> {
  const params = { path: { id } };
  return loadKept(
    `/api/v1/tasks/${encodeURIComponent(id)}`,
    (api, options) => api.GET('/api/v1/tasks/{id}', { ...options, params }),
    taskListingSchema,
    oneOf,
  );
}

/** Every board that has rows, in short, and as it was listed: those that have not changed are not asked for. */
export async function loadBoards(): Promise<Loaded<{ entry: BoardEntry; board: Loaded<Board> }[]>> {
  const page = await load((api) => api.GET('/api/v1/boards', reading()), boardPageSchema);
  if (!page.ok) return page;
  const boards = page.value.items.map(async (entry) => ({
    entry,
    board: await loadBoard(entry.task, { variant: entry.variant }, entry.tag),
  }));
  return { ok: true, value: await Promise.all(boards) };
}

/** @param current its tag, where the API has just told it */
export function loadBoard(id: string, filter: BoardFilter, current?: string): Promise<Loaded<Board>> {
  const query = Object.fromEntries(filterNames.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])));
  const params = { path: { id }, query: query as BoardQuery };
  return loadKept(
    boardPath(id, filter),
    (api, options) => api.GET('/api/v1/tasks/{id}/board', { ...options, params }),
    boardSchema,
    anyOf,
    current,
  );
}

/** Path of the board query: the page, the JSON and the CSV are the same query. `suffix`: `` or `.csv`. */
export function boardPath(id: string, filter: BoardFilter, suffix = ''): string {
  const query = new URLSearchParams();
  for (const name of filterNames) {
    if (filter[name]) query.set(name, filter[name]);
  }
  const text = query.toString();
  return `/api/v1/tasks/${encodeURIComponent(id)}/board${suffix}${text && `?${text}`}`;
}

export function loadRecord(digest: string): Promise<Loaded<BenchmarkRecord>> {
  const params = { path: { digest } };
  return loadKept(
    `/api/v1/records/${encodeURIComponent(digest)}`,
    (api, options) => api.GET('/api/v1/records/{digest}', { ...options, params }),
    recordSchema,
    oneOf,
  );
}

/** Records of one method on one data variant, the newest first. */
export async function loadRecordsOf(
  task: string,
  variant: string,
  submission: string,
  limit: number,
): Promise<Loaded<{ items: BenchmarkRecord[]; total: number }>> {
  const params = { query: { task, variant, submission, limit } };
  return load((api) => api.GET('/api/v1/records', { ...reading(), params }), recordPageSchema);
}

/** A text file beside a record; null where it cannot be had. */
export async function loadRecordFile(digest: string, name: string): Promise<string | null> {
  const path = `/api/v1/records/${encodeURIComponent(digest)}/files/${encodeURIComponent(name)}`;
  const response = await fetch(`${apiAddress()}${path}`, reading()).catch(() => null);
  return response?.ok ? await response.text() : null;
}

/** Two records by test: each metric on the same items, each scenario by its starts. */
export function loadComparison(a: string, b: string): Promise<Loaded<Comparison>> {
  return load(
    (api) => api.GET('/api/v1/compare', { ...reading(), params: { query: { a, b } } }),
    comparisonSchema,
    oneOf,
  );
}

/** Test items on which two records disagree. */
export function loadItemComparison(a: string, b: string): Promise<Loaded<ItemComparison>> {
  const params = { query: { a, b } };
  return load((api) => api.GET('/api/v1/compare/items', { ...reading(), params }), itemComparisonSchema, oneOf);
}

/** Every timed query of a scenario as curves. */
export function loadLatencyCurves(digest: string, scenario: Scenario): Promise<Loaded<LatencyCurves>> {
  const params = { path: { digest }, query: { scenario } };
  return load(
    (api) => api.GET('/api/v1/records/{digest}/latency', { ...reading(), params }),
    latencyCurvesSchema,
    oneOf,
  );
}

/** What the stored answers of a record show. */
export function loadRecordAnswers(digest: string): Promise<Loaded<RecordAnswers>> {
  const params = { path: { digest } };
  return load(
    (api) => api.GET('/api/v1/records/{digest}/answers', { ...reading(), params }),
    recordAnswersSchema,
    oneOf,
  );
}

/** Every run behind a record. */
export function loadRecordAttempts(digest: string): Promise<Loaded<RecordAttempts>> {
  const params = { path: { digest } };
  return load(
    (api) => api.GET('/api/v1/records/{digest}/attempts', { ...reading(), params }),
    recordAttemptsSchema,
    oneOf,
  );
}

/** What fits the words of `query`, the best first. */
export function loadSearch(query: string, kind: SearchKind | undefined, limit: number): Promise<Loaded<SearchResult>> {
  const params = { query: { q: query, limit, ...(kind ? { kind } : {}) } };
  return load((api) => api.GET('/api/v1/search', { ...reading(), params }), searchResultSchema);
}

/** Every paper whose claims are transcribed. */
export async function loadPapers(): Promise<Loaded<PaperEntry[]>> {
  const page = await load((api) => api.GET('/api/v1/papers', reading()), paperPageSchema);
  return page.ok ? { ok: true, value: page.value.items } : page;
}

export function loadPaper(id: string): Promise<Loaded<Paper>> {
  return load((api) => api.GET('/api/v1/papers/{id}', { ...reading(), params: { path: { id } } }), paperSchema, oneOf);
}

export type RunGroup = 'working' | 'waiting' | 'ended';

/** Runs of one group: those at work, those that wait in the order of their turns, those that ended, the last first. */
export async function loadRuns(group: RunGroup, limit: number): Promise<Loaded<{ items: RunState[]; total: number }>> {
  const query = { state: group, limit };
  const page = await load((api) => api.GET('/api/v1/runs', { ...reading(), params: { query } }), runPageSchema);
  return page.ok ? { ok: true, value: page.value } : page;
}

/** @param token of the reader: whose run it is sees more of it than others; null: nobody's */
export function loadRun(id: string, token: string | null = null): Promise<Loaded<RunState>> {
  return load(
    (api) => api.GET('/api/v1/runs/{id}', { ...reading(), ...asReader(token), params: { path: { id } } }),
    runStateSchema,
    oneOf,
  );
}

/** Every challenge, those that close last first. */
export async function loadChallenges(): Promise<Loaded<Challenge[]>> {
  const page = await load((api) => api.GET('/api/v1/challenges', reading()), pageSchema(challengeSchema));
  return page.ok ? { ok: true, value: page.value.items } : page;
}

export function loadChallenge(slug: string): Promise<Loaded<Challenge>> {
  const params = { path: { slug } };
  return load((api) => api.GET('/api/v1/challenges/{slug}', { ...reading(), params }), challengeSchema, oneOf);
}

/** Refused before the reveal, except to organisers. */
export function loadChallengeBoard(slug: string, phase: ChallengePhase, token: string | null): Promise<Loaded<Board>> {
  const params = { path: { slug }, query: { phase } };
  return load(
    (api) => api.GET('/api/v1/challenges/{slug}/board', { ...reading(), ...asReader(token), params }),
    boardSchema,
  );
}

/** What was done with a challenge, signed. */
export async function loadChallengeLog(slug: string): Promise<Loaded<ChallengeEntry[]>> {
  const params = { path: { slug } };
  const page = await load(
    (api) => api.GET('/api/v1/challenges/{slug}/log', { ...reading(), params }),
    pageSchema(challengeEntrySchema),
  );
  return page.ok ? { ok: true, value: page.value.items } : page;
}

/** Runs of the reader and of their teams. */
export async function loadOwnChallengeRuns(slug: string, token: string): Promise<Loaded<ChallengeRun[]>> {
  const params = { path: { slug } };
  const page = await load(
    (api) => api.GET('/api/v1/challenges/{slug}/mine', { ...reading(), ...asReader(token), params }),
    pageSchema(challengeRunSchema),
  );
  return page.ok ? { ok: true, value: page.value.items } : page;
}

/** Refused to everybody but organisers. */
export function loadChallengeOverview(slug: string, token: string): Promise<Loaded<ChallengeOverview>> {
  const params = { path: { slug } };
  return load(
    (api) => api.GET('/api/v1/challenges/{slug}/overview', { ...reading(), ...asReader(token), params }),
    challengeOverviewSchema,
  );
}

export type ChallengeDeed = 'freeze' | 'finals' | 'reveal' | 'call-off';

/** What goes along with a deed. */
export interface DeedDetails {
  /** Submissions that are measured again; null: as the rule says. */
  readonly finals: readonly string[] | null;
  /** Why it is called off. */
  readonly reason: string;
}

/** An organiser's deed. */
export function doChallengeDeed(
  slug: string,
  deed: ChallengeDeed,
  token: string,
  { finals, reason }: DeedDetails,
): Promise<Loaded<Challenge>> {
  const options = { ...reading(), ...asReader(token), params: { path: { slug } } };
  const body = finals === null ? {} : { finals: [...finals] };
  const send: Record<ChallengeDeed, (api: Api) => Sent> = {
    freeze: (api) => api.POST('/api/v1/challenges/{slug}/freeze', { ...options, body }),
    finals: (api) => api.POST('/api/v1/challenges/{slug}/finals', options),
    reveal: (api) => api.POST('/api/v1/challenges/{slug}/reveal', options),
    'call-off': (api) => api.POST('/api/v1/challenges/{slug}/call-off', { ...options, body: { reason } }),
  };
  return load(send[deed], challengeSchema);
}

/** Announces a challenge, for an organiser. */
export function announceChallenge({ variant, ...rest }: Announcement, token: string): Promise<Loaded<Challenge>> {
  const body = { ...rest, ...(variant === undefined ? {} : { variant }) };
  const request = { ...reading(), ...asReader(token), body };
  return load((api) => api.POST('/api/v1/challenges', request), challengeSchema, made);
}

/** The queue in figures: of all runs, not of a page of them. */
export function loadQueue(): Promise<Loaded<Queue>> {
  return load((api) => api.GET('/api/v1/queue', reading()), queueSchema);
}

/** Health answers with a body in both states: 503 is a report, not a failure. */
export function loadHealth(): Promise<Loaded<Health>> {
  return load((api) => api.GET('/api/health', reading()), healthSchema, { ok: [200, 503], absent: [404] });
}

/** Whose token this is: refused with 401 where it is nobody's. */
export function loadAccount(token: string): Promise<Loaded<Account>> {
  return load((api) => api.GET('/api/v1/account', { ...reading(), ...asReader(token) }), accountSchema);
}

/** What the generated client answers with, as far as it is looked at: bodies are parsed by their own schemas. */
type Sent = Promise<{ data?: unknown; error?: unknown; response: Response }>;

type Api = Client<paths>;

/** A page shows what is so now, and waits for no answer for ever. */
function reading() {
  return { cache: 'no-store', signal: AbortSignal.timeout(timeoutMs) } as const;
}

/** With the token of somebody; null: nobody's. */
function asReader(token: string | null) {
  return token === null ? {} : { headers: { Authorization: `Bearer ${token}` } };
}

/** Signs in: a token that lasts as long as the session. */
export function signIn(name: string, password: string): Promise<Loaded<IssuedToken>> {
  const body = { name, password };
  return load((api) => api.POST('/api/v1/sessions', { ...reading(), body }), issuedTokenSchema, made);
}

/** Sets the password of an account by the secret of its link, and signs in. */
export function acceptInvitation(secret: string, password: string): Promise<Loaded<IssuedToken>> {
  const body = { secret, password };
  return load((api) => api.POST('/api/v1/invitations/accept', { ...reading(), body }), issuedTokenSchema, made);
}

/** Host of the provider that people may sign in by; null: there is none, or the API cannot be asked. */
export async function loadOidcProvider(): Promise<string | null> {
  const offer = await load((api) => api.GET('/api/v1/oidc', reading()), oidcOfferSchema);
  return offer.ok ? offer.value.provider : null;
}

/** Begins a sign-in by the provider. @param secret of an invitation to join it with; null: none */
export function beginOidc(secret: string | null): Promise<Loaded<OidcBegun>> {
  const body = secret === null ? {} : { secret };
  return load((api) => api.POST('/api/v1/oidc/begin', { ...reading(), body }), oidcBegunSchema, made);
}

/** Ends it. @param address that the provider sent the browser back to */
export function finishOidc(handle: string, address: string): Promise<Loaded<IssuedToken>> {
  const body = { handle, address };
  return load((api) => api.POST('/api/v1/oidc/finish', { ...reading(), body }), issuedTokenSchema, made);
}

/** Ends a session on the server; a token for programs stays as it is. */
export async function signOut(token: string): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  // Who cannot be reached forgets the session when it is old: the reader's cookie goes all the same.
  await fetch(`${apiAddress()}/api/v1/session`, { ...reading(), method: 'DELETE', headers }).catch(() => undefined);
}

async function load<Schema extends z.ZodType>(
  send: (api: Api) => Sent,
  schema: Schema,
  statuses = anyOf,
): Promise<Loaded<z.infer<Schema>>> {
  const asked = await ask(send);
  if (!asked.ok) return asked;
  const failure = refusalOf(asked.value, statuses);
  return failure ? { ok: false, failure } : parsed(bodyOf(asked.value), asked.value.response, schema);
}

/** What a request for something that may be held is sent with. */
function taggedReading(tag: string | null) {
  // Not packed: from the machine itself or next door that takes longer than it saves, and the tags of listed boards are of the plain bytes.
  const headers = { 'Accept-Encoding': 'identity', ...(tag === null ? {} : { 'If-None-Match': tag }) };
  return { ...reading(), headers, parseAs: 'stream' } as const;
}

/** The same of what is kept until it changes, under the address that it is asked for at. @param current its tag, where the API has just told it */
function loadKept<Schema extends z.ZodType>(
  address: string,
  send: (api: Api, options: ReturnType<typeof taggedReading>) => Sent,
  schema: Schema,
  statuses: Statuses,
  current?: string,
): Promise<Loaded<z.infer<Schema>>> {
  const askFor = (tag: string | null) => askTagged((api) => send(api, taggedReading(tag)), schema, statuses);
  return keptAnswers().load(address, askFor, current);
}

async function askTagged<Schema extends z.ZodType>(
  send: (api: Api) => Sent,
  schema: Schema,
  statuses: Statuses,
): Promise<TaggedAnswer<z.infer<Schema>>> {
  const asked = await ask(send);
  if (!asked.ok) return { kind: 'failed', failure: asked };
  const { response } = asked.value;
  if (response.status === 304) return { kind: 'held' };
  const failure = refusalOf(asked.value, statuses);
  if (failure) return { kind: 'failed', failure: { ok: false, failure } };
  return {
    kind: 'sent',
    tag: response.headers.get('etag'),
    read: () => readAnswer(response, schema),
    drop: () => void response.body?.cancel(),
  };
}

/** What an answer holds whose body has not been read, and how many characters it came in. */
async function readAnswer<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
): Promise<{ value: Loaded<z.infer<Schema>>; size: number }> {
  try {
    const text = await response.text();
    return { value: parsed(JSON.parse(text), response, schema), size: text.length };
  } catch (error) {
    return { value: { ok: false, failure: noAnswer(error) }, size: 0 };
  }
}

async function ask(send: (api: Api) => Sent): Promise<Loaded<Awaited<Sent>>> {
  try {
    return { ok: true, value: await send(createClient<paths>({ baseUrl: apiAddress() })) };
  } catch (error) {
    return { ok: false, failure: noAnswer(error) };
  }
}

/** Nothing came, or not all of it, or not in time. */
function noAnswer(error: unknown): ApiFailure {
  const failed = { address: apiAddress(), detail: String(error) };
  const isLate = error instanceof DOMException && error.name === 'TimeoutError';
  return isLate ? { kind: 'late', seconds: timeoutMs / 1000, ...failed } : { kind: 'unreachable', ...failed };
}

function bodyOf({ data, error }: Awaited<Sent>): unknown {
  return data ?? error;
}

/** Why an answer is not what was asked for, by its status; null: it may be. */
function refusalOf(sent: Awaited<Sent>, statuses: Statuses): ApiFailure | null {
  const { status } = sent.response;
  if (statuses.ok.includes(status)) return null;
  const problem = problemSchema.safeParse(bodyOf(sent));
  const detail = problem.success ? problem.data.detail : `status ${status} without a problem document`;
  return statuses.absent.includes(status) ? { kind: 'not-found', detail } : { kind: 'refused', status, detail };
}

function parsed<Schema extends z.ZodType>(body: unknown, { url }: Response, schema: Schema): Loaded<z.infer<Schema>> {
  const read = schema.safeParse(body);
  if (read.success) return { ok: true, value: read.data };
  const issue = read.error.issues[0];
  const detail = issue ? `${issue.path.join('.') || 'document'}: ${issue.message}` : 'not the agreed shape';
  return { ok: false, failure: { kind: 'mismatch', path: new URL(url).pathname, detail } };
}
