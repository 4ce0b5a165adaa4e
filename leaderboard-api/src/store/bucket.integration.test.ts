import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { recordSchema } from '@paretoboard/contract/record.js';
import { runStateSchema } from '@paretoboard/contract/run-state.js';
import { submittedSchema } from '@paretoboard/contract/submission.js';
import { digestOfFolder, sha256 } from '@paretoboard/harness/records/digest.js';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { packBundle } from '@paretoboard/harness/submission/pack-bundle.js';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createToken } from '../accounts/accounts.js';
import { createApp } from '../app.js';
import { makeBackup } from '../backup/make-backup.js';
import { BundleDamagedError } from '../bundles/bucket-bundle-files.js';
import { openDatabase } from '../database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { filesOf } from '../records/record-files.js';
import { readSettings } from '../settings.js';
import { eventually } from '../testing/eventually.js';
import { sendUpload } from '../testing/send-upload.js';
import { startWorker, type WorkerProcess } from '../testing/worker-process.js';
import { ObjectStore } from './object-store.js';
import { type Stores, storesOf } from './stores.js';

/** A server that speaks S3; `npm run test:object-store` starts one. */
const endpoint = process.env.PARETOBOARD_S3_ENDPOINT;
const root = mkdtempSync(join(tmpdir(), 'paretoboard-bucket-'));
const task = 'enhanced-lenet5-traffic-sign';

/** A machine of its own: no folder in common with another. */
function machine(name: string): { home: string; environment: NodeJS.ProcessEnv } {
  const home = join(root, name);
  mkdirSync(home);
  return {
    home,
    environment: {
      PARETOBOARD_HOME: home,
      PARETOBOARD_CACHE: join(root, `${name}-cache`),
      PARETOBOARD_OBJECT_STORE: 's3://paretoboard-test',
    },
  };
}

const entry = `export default {
  interaction: 'predict',
  train(context) { context.save('nothing.bin', new Uint8Array(1)); return { steps: 0, epochs: 0, parameters: 0 }; },
  load: () => ({ parameters: 0, predict: (inputs, items) => ({ logits: { dtype: 'float32', shape: [items, 43], data: new Float32Array(items * 43) } }) }),
};`;
const manifest = {
  schemaVersion: 1,
  name: 'zeros',
  version: '1.0.0',
  title: 'Zeros',
  task,
  track: 'image',
  kind: 'tfjs-module',
  division: 'from-scratch',
  authors: ['Ann Author'],
  source: '',
  licence: 'MIT',
  entry: 'entry.mjs',
};

describe.skipIf(endpoint === undefined)('a bucket instead of a shared folder', () => {
  const api = machine('api');
  const elsewhere = machine('elsewhere');
  let postgres: EmbeddedPostgres;
  let database: DataSource;
  let app: NestFastifyApplication;
  let worker: WorkerProcess;
  let stores: Stores;
  let objects: ObjectStore;
  let origin: string;

  function storesOn({ environment }: typeof api): Stores {
    return storesOf(readSettings({ ...process.env, ...environment, DATABASE_URL: postgres.url }));
  }

  beforeAll(async () => {
    const bucket = { bucket: 'paretoboard-test', endpoint: endpoint!, region: 'us-east-1' };
    const client = new S3Client({ region: bucket.region, endpoint: bucket.endpoint, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: bucket.bucket }));
    objects = new ObjectStore(bucket);
    postgres = await startEmbeddedPostgres({ home: join(root, 'database'), log: () => undefined });
    database = await openDatabase(postgres.url);
    // What an operator gives to every machine: the key that records are signed with.
    signingKey(api.home);
    cpSync(join(api.home, 'keys'), join(elsewhere.home, 'keys'), { recursive: true });
    stores = storesOn(api);
    app = await createApp({ database, home: api.home, stores });
    await app.listen(0, '127.0.0.1');
    origin = await app.getUrl();
    worker = startWorker(postgres.url, elsewhere.home, 'none', {
      ...elsewhere.environment,
      PARETOBOARD_SUBMISSION_SANDBOX: 'process',
    });
  });

  afterAll(async () => {
    await worker?.end('SIGTERM');
    await app?.close();
    await database?.destroy();
    await postgres?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  let digest: string;
  let bundle: string;

  test('what is sent to one machine is measured on another, and shown by the first', async () => {
    const folder = join(root, 'submission');
    mkdirSync(folder);
    writeFileSync(join(folder, 'paretoboard.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'entry.mjs'), entry);
    await packBundle(folder, `${folder}.tar.gz`);
    bundle = digestOfFolder(folder).digest;
    const wanted = { person: 'ann', role: 'submitter', name: 'test', scopes: null, expiresAt: null } as const;
    const { token } = await createToken(database.manager, wanted);
    const upload = await sendUpload({ origin, token }, `${folder}.tar.gz`);
    const answer = await fetch(`${origin}/api/v1/submissions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ upload, variant: 'surrogate', runtime: 'cpu' }),
    });
    const { run } = submittedSchema.parse(await answer.json());
    const ended = await eventually(
      async () => {
        const state = runStateSchema.parse(await (await fetch(`${origin}/api/v1/runs/${run}`)).json());
        return ['published', 'invalid', 'failed', 'error'].includes(state.state) && state;
      },
      100,
      () => worker.output.join(''),
    );
    expect(ended.state, JSON.stringify(ended.reasons)).toBe('published');
    digest = ended.record!;
    const record = recordSchema.parse(await (await fetch(`${origin}/api/v1/records/${digest}`)).json());
    for (const path of filesOf(record)) {
      const response = await fetch(`${origin}/api/v1/records/${digest}/files/${path}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(response.status).toBe(200);
      expect(response.headers.get('content-length')).toBe(String(bytes.byteLength));
      const listed = Object.values(record.files).find((file) => file?.path === path);
      if (listed) expect(sha256(bytes)).toBe(listed.sha256);
    }
    for (const { home } of [api, elsewhere]) expect(existsSync(join(home, 'records'))).toBe(false);
    expect((await fetch(`${origin}/api/v1/tasks/${task}/board?variant=surrogate`)).status).toBe(200);
  });

  test('a bundle is fetched, compared with its name, and sent as an archive', async () => {
    const folder = await storesOn(machine('third')).bundles.folder(bundle);
    expect(digestOfFolder(folder!).digest).toBe(bundle);
    expect((await stores.bundles.archive(bundle))?.bytes).toBe(
      await objects.size(`bundles/${bundle.slice(0, 2)}/${bundle}.tar.gz`),
    );
    const other = sha256('somebody else');
    await objects.put(`bundles/${other.slice(0, 2)}/${other}.tar.gz`, join(root, 'submission.tar.gz'));
    await expect(stores.bundles.folder(other)).rejects.toThrow(BundleDamagedError);
    expect(await stores.bundles.folder(sha256('nobody'))).toBeNull();
    expect(await stores.bundles.archive(sha256('nobody'))).toBeNull();
    expect(await stores.records.open(digest, 'nothing')).toBeNull();
  });

  test('a backup has the files of the bucket', async () => {
    const { missing, records, bundles } = await makeBackup({ database, home: api.home, stores }, join(root, 'backup'));
    expect({ missing, records, bundles }).toEqual({ missing: [], records: [digest], bundles: [bundle] });
  });
});
