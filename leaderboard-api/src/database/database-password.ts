import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pattern = /^[\w-]{43}$/;

function read(path: string): string | null {
  try {
    const password = readFileSync(path, 'utf8');
    return pattern.test(password) ? password : null;
  } catch {
    return null;
  }
}

/**
 * The embedded server's password: `<home>/database-password` (0600), 256 random bits made on first use, again when the file is lost or broken.
 * Its characters need no quoting in SQL and no escaping in a URL.
 */
export function databasePassword(home: string): string {
  const path = join(home, 'database-password');
  const known = read(path);
  if (known !== null) {
    chmodSync(path, 0o600);
    return known;
  }
  mkdirSync(home, { recursive: true });
  const password = randomBytes(32).toString('base64url');
  const draft = `${path}.${process.pid}.part`;
  writeFileSync(draft, password, { mode: 0o600 });
  rmSync(path, { force: true });
  try {
    linkSync(draft, path);
    return password;
  } catch (error) {
    const other = read(path); // Another process was first: its password wins.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && other !== null) return other;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
