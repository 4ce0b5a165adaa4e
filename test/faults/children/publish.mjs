/** Publishes the record in `<folder>` of `<home>` to DATABASE_URL. Status 0: published or already there; 1: refused; 3: could not be. */
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataSourceFor } from '@paretoboard/api/database/data-source.js';
import { publishRecord, RecordRefusedError } from '@paretoboard/api/records/publish-record.js';

const [folder, home] = process.argv.slice(2);

try {
  const source = await dataSourceFor(process.env.DATABASE_URL).initialize();
  process.stdout.write('connected\n');
  const record = JSON.parse(readFileSync(join(folder, 'record.json'), 'utf8'));
  await publishRecord(source, record, folder, { home, builtIn: false }, async () => undefined);
  await source.destroy();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(error instanceof RecordRefusedError || error instanceof SyntaxError ? 1 : 3);
}
