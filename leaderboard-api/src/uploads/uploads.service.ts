import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { bundleLimits } from '@paretoboard/contract/submission.js';
import { FileConfigstore, FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { Identity } from '../accounts/identity.js';
import { notFound, ProblemError } from '../http/problem.js';
import { homeToken } from '../settings.js';

export const uploadsPath = '/api/v1/uploads';

/** An upload that nothing was made of is kept for this long. */
const keptMs = 24 * 3600 * 1000;
const sweepEveryMs = 3600 * 1000;
/** Of one person, at the same time: each may take as much room as a bundle may. */
export const uploadsAtOnce = 10;

const idPattern = /^[0-9a-f]{32}$/;

/** The upload that an address names; undefined: none. The query is no part of it. */
export function uploadIdOf(address: string): string | undefined {
  const { pathname } = new URL(address, 'http://localhost');
  const id = pathname.slice(uploadsPath.length + 1);
  return pathname.startsWith(`${uploadsPath}/`) && idPattern.test(id) ? id : undefined;
}

/** Uploads by the tus protocol (1.0.0, tus.io), below PARETOBOARD_HOME: they outlive a restart. Each belongs to who began it. */
@Injectable()
export class UploadsService implements OnModuleInit, OnModuleDestroy {
  private readonly store: FileStore;
  private readonly configuration: FileConfigstore;
  private readonly server: Server;
  private readonly callers = new WeakMap<IncomingMessage, Identity>();
  private sweeper: NodeJS.Timeout | undefined;

  constructor(@Inject(homeToken) home: string) {
    const directory = join(home, 'uploads');
    // What is private on the server is private on its machine too.
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.configuration = new FileConfigstore(directory);
    this.store = new FileStore({
      directory,
      configstore: this.configuration,
      expirationPeriodInMilliseconds: keptMs,
    });
    this.server = new Server({
      path: uploadsPath,
      datastore: this.store,
      maxSize: bundleLimits.packedBytes,
      relativeLocation: true,
      getFileIdFromRequest: ({ url }) => uploadIdOf(url),
      // A page of another site has no token here; ours talks to its own server.
      allowedOrigins: () => false,
      onUploadCreate: async ({ runtime }) => {
        const caller = this.callers.get(runtime?.node?.req as IncomingMessage);
        if (!caller) throw new Error('an upload without a caller');
        return { metadata: { owner: caller.person } };
      },
    });
  }

  onModuleInit(): void {
    const sweep = (): void => void this.server.cleanUpExpiredUploads().catch((error: unknown) => console.error(error));
    sweep();
    this.sweeper = setInterval(sweep, sweepEveryMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeper);
  }

  /** To be asked before `serve`. @throws ProblemError 404 for an upload that is not the caller's, 429 for one too many */
  async allow(caller: Identity, request: IncomingMessage): Promise<void> {
    if (request.method === 'POST') await this.checkRoom(caller);
    else await this.find(uploadIdOf(request.url ?? '') ?? '', caller);
    this.callers.set(request, caller);
  }

  /** Answers a request of the protocol. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await this.server.handle(request, response);
  }

  /** Path of a finished upload. @throws ProblemError 404, and 409 while bytes are missing */
  async finished(id: string, caller: Identity): Promise<string> {
    const { size, offset, storage } = await this.find(id, caller);
    if (size !== offset || !storage) {
      throw new ProblemError(
        'upload-unfinished',
        `upload ${id} has ${offset} of ${size ?? 'an unknown number of'} bytes: send the rest by PATCH`,
      );
    }
    return storage.path;
  }

  /** Takes an upload away once it has become a submission. */
  async remove(id: string): Promise<void> {
    await this.store.remove(id).catch((error: unknown) => console.error(error));
  }

  /** Somebody else's is not there. */
  private async find(id: string, caller: Identity): Promise<Awaited<ReturnType<FileStore['getUpload']>>> {
    const upload = idPattern.test(id) ? await this.store.getUpload(id).catch(() => null) : null;
    if (upload?.metadata?.['owner'] === caller.person) return upload;
    throw notFound(
      `no upload of yours has the id "${id.slice(0, 80)}": begin one by POST ${uploadsPath}; one that nothing was made of is kept for 24 h`,
    );
  }

  private async checkRoom(caller: Identity): Promise<void> {
    const ids = await this.configuration.list();
    const all = await Promise.all(ids.map((id) => this.configuration.get(id)));
    const mine = all.filter((upload) => upload?.metadata?.['owner'] === caller.person).length;
    if (mine < uploadsAtOnce) return;
    throw new ProblemError(
      'too-many-requests',
      `${mine} uploads of yours wait: submit them, or take them away by DELETE; the limit is ${uploadsAtOnce}`,
    );
  }
}
