import type { LogFile } from '@paretoboard/contract/log-entry.js';
import { publishedKeys } from '@paretoboard/harness/records/key-ring.js';
import type { DataSource } from 'typeorm';
import { plainEntry } from './append-to-log.js';
import { LogEntryEntity } from './log-entry.entity.js';

/** The whole log and every key: what it takes to verify it without a server. */
export async function readLog(source: DataSource, home: string): Promise<LogFile> {
  const entries = await source.getRepository(LogEntryEntity).find({ order: { seq: 'ASC' } });
  return { entries: entries.map(plainEntry), keys: publishedKeys(home) };
}
