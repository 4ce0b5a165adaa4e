import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './server-account.js';

/** Who may connect, and how: over loopback, with the password. The server opens no other socket. */
const clientAuthentication = [
  'host all all 127.0.0.1/32 scram-sha-256',
  'local all all scram-sha-256',
  'host all all all reject',
  '',
].join('\n');

/** Says which password the cluster knows, without saying the password. */
const noteName = 'password.sha256';

export interface ServerAccess {
  /** The cluster's folder, initialised; no server runs on it. */
  readonly folder: string;
  /** The server's program. */
  readonly postgres: string;
  readonly user: string;
  readonly password: string;
  readonly account: Account | null;
}

function replaceFile(path: string, text: string, account: Account | null): void {
  const draft = `${path}.part`;
  writeFileSync(draft, text, { mode: 0o600 });
  if (account) chownSync(draft, account.uid, account.gid);
  renameSync(draft, path);
}

function fingerprint({ user, password }: ServerAccess): string {
  return createHash('sha256').update(`${user}:${password}`).digest('hex');
}

/** One statement in the server's single-user mode, which listens nowhere; on its standard input, so that no list of processes shows it. */
async function runAlone({ folder, postgres, account }: ServerAccess, statement: string): Promise<void> {
  const server = spawn(postgres, ['--single', '-D', folder, '-c', 'log_min_error_statement=panic', 'postgres'], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  const said: string[] = [];
  server.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)));
  server.stdin.on('error', () => undefined);
  server.stdin.end(`${statement}\n`);
  const [code] = (await once(server, 'close')) as [number | null];
  const text = said.join('');
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(text)) throw new Error(`PostgreSQL in single-user mode: ${text}`);
}

/**
 * Lets nobody connect without the password, also on a cluster that was made with another one or with none.
 * @throws if the server does not take the password
 */
export async function requirePassword(access: ServerAccess): Promise<void> {
  const { folder, user, password, account } = access;
  replaceFile(join(folder, 'pg_hba.conf'), clientAuthentication, account);
  const note = join(folder, noteName);
  if (existsSync(note) && readFileSync(note, 'utf8') === fingerprint(access)) return;
  await runAlone(access, `alter role ${user} with password '${password}'`);
  replaceFile(note, fingerprint(access), account);
}
