import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchmarkRecord, type ItemOutcome, itemOutcomeSchema } from '@paretoboard/contract/record.js';

/**
 * Per-item outcomes stored beside a record; null where it has none or the file is not here.
 * @param folder where the record lies
 * @throws ZodError or SyntaxError on a file that is not what the record calls it
 */
export async function readItemOutcomes(folder: string, record: BenchmarkRecord): Promise<ItemOutcome[] | null> {
  const { items } = record.files;
  if (!items || !existsSync(join(folder, items.path))) return null;
  const lines = (await readFile(join(folder, items.path), 'utf8')).split('\n');
  return lines.filter((line) => line !== '').map((line) => itemOutcomeSchema.parse(JSON.parse(line)));
}
