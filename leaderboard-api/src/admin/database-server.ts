import { runningPostgresUrl, startEmbeddedPostgres } from '../database/embedded-postgres.js';

export interface DatabaseServer {
  readonly url: string;
  stop(): Promise<void>;
}

const leave = async (): Promise<void> => undefined;

/**
 * The server of `DATABASE_URL`, else the embedded one of a running `npm start`, else, where a command may, the embedded one for as long as it takes.
 * @returns null where there is none
 */
export async function databaseServer(home: string, mayStart: boolean): Promise<DatabaseServer | null> {
  const url = process.env.DATABASE_URL || runningPostgresUrl(home);
  if (url) return { url, stop: leave };
  return mayStart ? startEmbeddedPostgres({ home, log: (line) => console.error(line) }) : null;
}
