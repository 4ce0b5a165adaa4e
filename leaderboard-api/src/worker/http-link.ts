import { createWriteStream, existsSync, mkdirSync, mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { problemSchema } from '@paretoboard/contract/http.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { RunEvent } from '@paretoboard/contract/run-state.js';
import {
  type AttemptEnd,
  type LeaseAnswer,
  type LeasedRun,
  leaseAnswerSchema,
  type Registered,
  type Renewed,
  registeredSchema,
  renewedSchema,
  type SignedAnnouncement,
} from '@paretoboard/contract/worker-link.js';
import { digestOfFolder } from '@paretoboard/harness/records/digest.js';
import { publicKeyFileName, recordFileName } from '@paretoboard/harness/records/write-record.js';
import { checkBundle } from '@paretoboard/harness/submission/unpack-bundle.js';
import type { z } from 'zod';
import { bundleFolder, DiskBundleFiles } from '../bundles/disk-bundle-files.js';
import { stageBundle } from '../bundles/staging.js';
import { LeaseLostError } from '../queue/end-run.js';
import { RecordRefusedError } from '../records/publish-record.js';
import type { RunLink } from './run-link.js';

/** A server that does not answer for so long is asked again. */
const answerMs = 15_000;
/** For a whole bundle, or a file of a record. */
const transferMs = 30 * 60_000;

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly json?: unknown;
  readonly bytes?: Blob;
}

/** The API answered, and not with what was asked for. */
export class ApiAnswerError extends Error {
  override readonly name = 'ApiAnswerError';
}

/** A worker that reaches the API alone, with a token of scope `work`: no database, no disk of the house. */
export class HttpLink implements RunLink {
  private worker = '';
  /** Files of the record that has arrived in part. */
  private sent = { lease: '', paths: new Set<string>() };

  constructor(
    private readonly server: { readonly apiUrl: string; readonly token: string },
    private readonly home: string,
  ) {}

  async register(signed: SignedAnnouncement): Promise<Registered> {
    const registered = await this.json('/workers', { method: 'POST', json: signed }, registeredSchema);
    this.worker = registered.worker;
    return registered;
  }

  async leave(): Promise<void> {
    await this.call(`/workers/${this.worker}`, { method: 'DELETE' });
  }

  lease(): Promise<LeaseAnswer> {
    return this.json(`/workers/${this.worker}/lease`, { method: 'POST' }, leaseAnswerSchema);
  }

  renew(lease: string): Promise<Renewed> {
    return this.json(`/leases/${lease}/renew`, { method: 'POST' }, renewedSchema);
  }

  async report(lease: string, events: readonly RunEvent[]): Promise<void> {
    await this.call(`/leases/${lease}/events`, { method: 'POST', json: { events } });
  }

  async keepLog(lease: string, body: string): Promise<void> {
    await this.call(`/leases/${lease}/log`, { method: 'PUT', json: { body } });
  }

  async bundle({ lease }: LeasedRun, digest: string): Promise<string> {
    const folder = bundleFolder(this.home, digest);
    if (existsSync(folder) && digestOfFolder(folder).digest === digest) return folder;
    rmSync(folder, { recursive: true, force: true });
    const draft = mkdtempSync(join(tmpdir(), 'paretoboard-bundle-'));
    try {
      const response = await this.call(`/leases/${lease}/bundle`, { method: 'GET' }, transferMs);
      await pipeline(Readable.fromWeb(response.body! as never), createWriteStream(join(draft, 'archive')));
      const bundle = await checkBundle(join(draft, 'archive'));
      if (bundle.digest !== digest)
        throw new ApiAnswerError(`expected the files of ${digest}, found those of ${bundle.digest}`);
      mkdirSync(this.home, { recursive: true });
      const staged = await stageBundle(this.home, bundle);
      await new DiskBundleFiles(this.home).keep(digest, staged.folder).finally(() => staged.drop());
      return folder;
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }

  async publish({ lease }: LeasedRun, { digest, files }: BenchmarkRecord, folder: string): Promise<void> {
    if (this.sent.lease !== lease) this.sent = { lease, paths: new Set() };
    const listed = Object.values(files).flatMap((file) => (file ? [file.path] : []));
    for (const path of [...listed, publicKeyFileName, recordFileName]) {
      if (this.sent.paths.has(path)) continue;
      const bytes = await openAsBlob(join(folder, path));
      await this.call(`/leases/${lease}/files?path=${encodeURIComponent(path)}`, { method: 'PUT', bytes }, transferMs);
      this.sent.paths.add(path);
    }
    await this.call(`/leases/${lease}/publish`, { method: 'POST', json: { digest } }, transferMs);
  }

  async end(lease: string, end: AttemptEnd): Promise<void> {
    await this.call(`/leases/${lease}/end`, { method: 'POST', json: end });
  }

  private async json<Schema extends z.ZodType>(
    path: string,
    request: Request,
    schema: Schema,
  ): Promise<z.infer<Schema>> {
    return schema.parse(await (await this.call(path, request)).json());
  }

  /** @throws LeaseLostError, RecordRefusedError, ApiAnswerError, and what `fetch` throws where there is no answer */
  private async call(path: string, { method, json, bytes }: Request, patienceMs = answerMs): Promise<Response> {
    const type = bytes ? 'application/octet-stream' : 'application/json';
    const body = bytes ?? (json === undefined ? undefined : JSON.stringify(json));
    const response = await fetch(`${this.server.apiUrl.replace(/\/$/, '')}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.server.token}`,
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      signal: AbortSignal.timeout(patienceMs),
      ...(body === undefined ? {} : { body }),
    });
    if (response.ok) return response;
    const text = await response.text();
    const problem = problemSchema.safeParse(parsedOrNull(text)).data;
    if (problem?.code === 'lease-lost') throw new LeaseLostError(path.split('/')[2] ?? '');
    if (problem?.code === 'record-refused') throw new RecordRefusedError(problem.detail);
    throw new ApiAnswerError(`${method} ${path}: ${response.status} ${problem?.detail ?? text.slice(0, 200)}`);
  }
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
