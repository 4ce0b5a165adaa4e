import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { type AppOptions, createApp } from '../app.js';
import { openDatabase } from '../database/data-source.js';
import { startEmbeddedPostgres } from '../database/embedded-postgres.js';

/** A running API on a database and in a folder of its own. */
export interface House {
  readonly home: string;
  readonly databaseUrl: string;
  readonly database: DataSource;
  readonly app: NestFastifyApplication;
  readonly origin: string;
  close(): Promise<void>;
}

/** @param beforeListening for hooks that look at every route */
export async function serveHouse(
  name: string,
  options: Omit<AppOptions, 'database' | 'home'> = {},
  beforeListening: (app: NestFastifyApplication) => void = () => {},
): Promise<House> {
  const home = mkdtempSync(join(tmpdir(), `paretoboard ${name} `));
  const postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  const database = await openDatabase(postgres.url);
  const app = await createApp({ ...options, database, home });
  beforeListening(app);
  await app.listen(0, '127.0.0.1');
  return {
    home,
    databaseUrl: postgres.url,
    database,
    app,
    origin: await app.getUrl(),
    close: async () => {
      await app.close();
      await database.destroy();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
