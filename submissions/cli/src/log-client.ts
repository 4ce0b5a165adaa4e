import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type LogFile, logFileSchema } from '@paretoboard/contract/log-entry.js';
import { NoServerError, ServerError } from './server/server-error.js';
import { UsageError } from './usage-error.js';

async function download(address: URL, signal: AbortSignal): Promise<string> {
  const file = address.pathname.endsWith('.json') ? address : new URL('/api/v1/log.json', address);
  try {
    const response = await fetch(file, { signal });
    if (!response.ok) throw new ServerError(`${file} answered with status ${response.status}; expected the log`);
    return await response.text();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ServerError) throw error;
    throw new NoServerError(file.origin, undefined);
  }
}

function readLocal(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return readFileSync(full, 'utf8');
  throw new UsageError(`--log: expected a file or the URL of a server, found no ${full}`);
}

/**
 * The log with its keys, from a file (`GET /api/v1/log.json`, kept) or from a server.
 * @throws UsageError if it is no log; ServerError if the server does not answer
 */
export async function readLogFile(source: string, signal: AbortSignal): Promise<LogFile> {
  const isAddress = /^https?:\/\//.test(source);
  const text = isAddress ? await download(new URL(source), signal) : readLocal(source);
  try {
    return logFileSchema.parse(JSON.parse(text));
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--log ${source}: expected {entries, keys} as GET /api/v1/log.json gives it: ${found}`);
  }
}
