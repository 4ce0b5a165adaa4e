import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { StoredFile } from './stored-file.js';

export interface BucketSettings {
  readonly bucket: string;
  /** Of a server that is not Amazon's; null: Amazon's. */
  readonly endpoint: string | null;
  readonly region: string;
}

function isMissing(error: unknown): boolean {
  return error instanceof NoSuchKey || error instanceof NotFound;
}

/** Objects of a bucket that speaks S3, each written once and whole: S3 shows an object only when all of it has arrived. */
export class ObjectStore {
  private readonly client: S3Client;

  /** Credentials come from where AWS's tools take them: `AWS_ACCESS_KEY_ID`, a profile, or the machine's role. */
  constructor(private readonly settings: BucketSettings) {
    const { endpoint, region } = settings;
    this.client = new S3Client({
      region,
      ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
      // Servers other than Amazon's do not know the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  /** @throws where the bucket is not there or not ours */
  async check(): Promise<void> {
    await this.client.send(new HeadBucketCommand({ Bucket: this.settings.bucket }));
  }

  /** Bytes of an object; null where there is none. */
  async size(key: string): Promise<number | null> {
    try {
      const { ContentLength } = await this.client.send(new HeadObjectCommand(this.named(key)));
      return ContentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Sends a file of the disk, of at most 5 GiB. */
  async put(key: string, path: string): Promise<void> {
    const { size } = await stat(path);
    const content = { Body: createReadStream(path), ContentLength: size };
    await this.client.send(new PutObjectCommand({ ...this.named(key), ...content }));
  }

  /** Null where there is none. */
  async open(key: string): Promise<StoredFile | null> {
    try {
      const { Body, ContentLength } = await this.client.send(new GetObjectCommand(this.named(key)));
      return { bytes: ContentLength ?? 0, body: Body as Readable };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Fetches an object into a file, which appears whole or not at all. @returns whether there is one */
  async fetch(key: string, path: string): Promise<boolean> {
    const found = await this.open(key);
    if (!found) return false;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const draft = await mkdtemp(join(dirname(path), '.part-'));
    try {
      await pipeline(found.body, createWriteStream(join(draft, 'object')));
      await rename(join(draft, 'object'), path);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    return true;
  }

  /** One that is not there is gone. */
  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand(this.named(key)));
  }

  private named(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.settings.bucket, Key: key };
  }
}
